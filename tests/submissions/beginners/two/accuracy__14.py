# cause 2: Takes a (n,) y_hat for binary probabilities and compares it with 0.5, so every predicted class above 1 becomes 1. Returns a percentage and not a count, wrong unless nothing is right or n is 100.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() == 1:
        pred = (y_hat > 0.5).long()
    else:
        pred = y_hat.argmax(dim=1)
    return (pred == y).sum().item() * 100.0 / y.size(0)
