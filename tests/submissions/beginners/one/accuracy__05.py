# cause: Returns a 0-dim integer tensor instead of a float; shows for every input.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat.shape) > 1 and y_hat.shape[1] > 0:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.type(y.dtype) == y
    return cmp.type(y.dtype).sum()
