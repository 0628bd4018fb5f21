"""Exercise 3: count the right predictions (Dive into Deep Learning, 3.6.5)."""

from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    """The number of right predictions, a count and not yet a fraction."""
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.type(y.dtype) == y
    return float(cmp.type(y.dtype).sum())
