# cause 2: Tensors have no astype (a NumPy and MXNet method), so every call ends in an AttributeError. Besides, sum lacks its parentheses, so float gets a method and raises a TypeError.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.astype(y.dtype) == y
    return float(cmp.sum)
