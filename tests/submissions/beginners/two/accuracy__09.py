# cause: asks shape[0] > 1 where the number of dimensions is meant: (n,) classes with n > 1 crash in argmax(axis=1), and a single row of scores is compared without argmax.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.shape[0] > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.type(y.dtype) == y
    return float(cmp.type(y.dtype).sum())
