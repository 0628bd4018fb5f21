# cause 2: Demands that the scores are between 0 and 1 and raises a ValueError for any other scores, though raw scores are allowed. Returns a 0-dim tensor and not a float.
import torch
from torch import Tensor


def _check(y_hat: Tensor) -> None:
    if torch.any(y_hat < 0) or torch.any(y_hat > 1):
        raise ValueError("y_hat must contain probabilities")


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.ndim == 2:
        _check(y_hat)
        y_hat = torch.argmax(y_hat, dim=-1)
    return torch.sum(y_hat == y)
