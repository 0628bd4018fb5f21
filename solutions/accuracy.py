"""Exercise 3: count the right predictions (Dive into Deep Learning, 3.6.5)."""

import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    """The number of right predictions, a count and not yet a fraction.

    y_hat: (n, classes) scores, where the highest score of a row is the prediction, or (n,) predicted classes.
    y: (n,), the true classes, int64.
    Returns a float between 0 and n.

    Both rows score class 2 highest; the true classes are 0 and 2, so one prediction is right.

    >>> import torch
    >>> y_hat = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]])
    >>> accuracy(y_hat, torch.tensor([0, 2]))
    1.0
    """
    predictions = y_hat.argmax(dim=1) if y_hat.ndim > 1 else y_hat
    return float((predictions == y).sum())
