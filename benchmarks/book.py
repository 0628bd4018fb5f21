"""Softmax regression as the book's chapter trains it (3.5, 3.6): the clock that the kit is measured against.

Run in a process of its own, so that imports count. Prints the test accuracy after each epoch.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader
from torchvision import transforms
from torchvision.datasets import FashionMNIST

BATCH_SIZE = 256
LEARNING_RATE = 0.1
PIXELS, CLASSES = 784, 10


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float) -> None:
        self.data = [total + float(value) for total, value in zip(self.data, args, strict=True)]

    def __getitem__(self, i: int) -> float:
        return self.data[i]


def softmax(X: Tensor) -> Tensor:
    exponentials = torch.exp(X)
    return exponentials / exponentials.sum(1, keepdim=True)


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    return -torch.log(y_hat[range(len(y_hat)), y])


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    matches = y_hat.argmax(dim=1).type(y.dtype) == y
    return float(matches.type(y.dtype).sum())


def sgd(params: list[Tensor], lr: float, batch_size: int) -> None:
    with torch.no_grad():
        for param in params:
            assert param.grad is not None
            param -= lr * param.grad / batch_size
            param.grad.zero_()


def train_epoch(net: Callable[[Tensor], Tensor], batches: DataLoader, params: list[Tensor]) -> None:
    metric = Accumulator(3)
    for X, y in batches:
        y_hat = net(X)
        loss = cross_entropy(y_hat, y)
        loss.sum().backward()
        sgd(params, LEARNING_RATE, len(X))
        metric.add(loss.sum().item(), accuracy(y_hat, y), y.numel())


def evaluate_accuracy(net: Callable[[Tensor], Tensor], batches: DataLoader) -> float:
    metric = Accumulator(2)
    with torch.no_grad():
        for X, y in batches:
            metric.add(accuracy(net(X), y), y.numel())
    return metric[0] / metric[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds FashionMNIST/raw")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--num-workers", type=int, default=4, help="the DataLoader's; the book has 4")
    options = parser.parse_args()

    def batches(train: bool) -> DataLoader:
        dataset = FashionMNIST(options.data, train=train, transform=transforms.ToTensor())
        return DataLoader(dataset, BATCH_SIZE, shuffle=train, num_workers=options.num_workers)

    train_batches, test_batches = batches(train=True), batches(train=False)
    W = torch.normal(0, 0.01, size=(PIXELS, CLASSES), requires_grad=True)
    b = torch.zeros(CLASSES, requires_grad=True)

    def net(X: Tensor) -> Tensor:
        return softmax(torch.matmul(X.reshape((-1, W.shape[0])), W) + b)

    for _ in range(options.epochs):
        train_epoch(net, train_batches, [W, b])
        print(f"{evaluate_accuracy(net, test_batches):.4f}", flush=True)


if __name__ == "__main__":
    main()
