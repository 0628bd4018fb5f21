# cause: Returns the fraction of right predictions (mean) instead of their count; shows whenever n is above 1 and at least one is right.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() == 2:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).float().mean())
