# cause: always takes argmax over dimension 1, so it crashes with an IndexError when y_hat is (n,) predicted classes.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    predictions = torch.argmax(y_hat, dim=1)
    correct = (predictions == y).sum()
    return correct.item() * 1.0
