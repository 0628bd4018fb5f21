# cause: returns a 0-dim tensor and not a Python float, for every input.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.type(y.dtype) == y
    return cmp.float().sum()
