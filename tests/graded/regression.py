"""Softmax regression on paper: labels of which so many are right, and an epoch by the closed-form gradient."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

Batches = Sequence[tuple[Tensor, Tensor]]


def labels(generator: torch.Generator, predicted: Tensor, classes: int, right: int) -> Tensor:
    """Labels (n,) for predicted classes (n,), so many of which, at random places, are right."""
    shifts = torch.randint(1, classes, predicted.shape, generator=generator)
    shifts[torch.randperm(len(predicted), generator=generator)[:right]] = 0
    return (predicted + shifts) % classes


@dataclass(frozen=True)
class Epoch:
    """Parameters after the epoch; mean loss and accuracy over samples, each seen before its batch's update."""

    W: Tensor
    b: Tensor
    mean_loss: float
    accuracy: float


def one_epoch(W: Tensor, b: Tensor, batches: Batches, learning_rate: float) -> Epoch:
    """In float64: W (features, classes), b (classes,); the gradient of the mean loss is X^T (P - Y) / n (3.4.6)."""
    W, b = W.double(), b.double()
    loss, right, samples = 0.0, 0, 0
    for X, y in batches:
        P = (X.double() @ W + b).softmax(dim=1)
        Y = torch.eye(len(b), dtype=torch.float64)[y]
        loss -= float((P * Y).sum(dim=1).log().sum())
        right += int((P.argmax(dim=1) == y).sum())
        samples += len(y)
        W = W - learning_rate * X.double().T @ (P - Y) / len(y)
        b = b - learning_rate * (P - Y).sum(dim=0) / len(y)
    return Epoch(W, b, loss / samples, right / samples)
