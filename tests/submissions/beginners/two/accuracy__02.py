# cause: takes argmax over axis 0, the best row of each class and not the best class of each row: scores crash when n and classes differ (both > 1) and are counted wrongly otherwise.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(axis=0)
    cmp = y_hat.type(y.dtype) == y
    return float(cmp.type(y.dtype).sum())
