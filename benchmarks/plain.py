"""How a submission is graded without the kit: a pytest process of its own, which trains with the book's DataLoader.

Not a part of any suite: benchmarks/classroom.py copies it beside a submission's files and the images, as test_plain.py.
"""

from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import FashionMNIST

IMAGES = Path("images.txt")
"""Names the folder that holds FashionMNIST/raw."""
BATCH_SIZE, EPOCHS, LEARNING_RATE = 256, 10, 0.1


def written(file: str) -> ModuleType:
    return import_module(f"exercises.{file}")


def test_softmax() -> None:
    X = torch.randn(4, 10)
    assert torch.allclose(written("softmax").softmax(X.clone()), torch.softmax(X, 1))


def test_cross_entropy() -> None:
    y_hat, y = torch.softmax(torch.randn(4, 10), 1), torch.tensor([1, 2, 3, 4])
    expected = torch.nn.functional.nll_loss(y_hat.log(), y, reduction="none")
    assert torch.allclose(written("cross_entropy").cross_entropy(y_hat, y), expected)


def test_accuracy() -> None:
    y_hat = torch.eye(4)
    assert written("accuracy").accuracy(y_hat, torch.tensor([0, 1, 2, 0])) == 3


def test_accumulator() -> None:
    metric = written("accumulator").Accumulator(2)
    metric.add(1, 2)
    assert metric[1] == 2


@pytest.mark.filterwarnings("ignore")
def test_the_model_learns() -> None:
    softmax, cross_entropy = written("softmax").softmax, written("cross_entropy").cross_entropy
    train_epoch = written("train_epoch").train_epoch_ch3
    W = torch.normal(0, 0.01, size=(784, 10), requires_grad=True)
    b = torch.zeros(10, requires_grad=True)

    def net(X: Any) -> Any:
        return softmax(X.reshape((-1, 784)) @ W + b)

    def update(batch_size: int) -> None:
        with torch.no_grad():
            for parameter in (W, b):
                parameter -= LEARNING_RATE * parameter.grad / batch_size
                parameter.grad.zero_()

    train, test = map(_batches, (True, False))
    for _ in range(EPOCHS):
        train_epoch(net, train, cross_entropy, update)
    right = sum(int((net(X).argmax(1) == y).sum()) for X, y in test)
    assert right / 10_000 > 0.7


def _batches(train: bool) -> Any:
    images = partial(FashionMNIST, IMAGES.read_text(), transform=transforms.ToTensor())
    return DataLoader(images(train=train), BATCH_SIZE, shuffle=train, num_workers=4)
