# cause 2: The branch asks len(y_hat) > 1, the number of rows, instead of the number of dimensions: (n,) predictions with n > 1 crash, and a single row of scores is not turned into a class. Besides, a tensor is returned instead of a float.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat) > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.type(y.dtype) == y
    return cmp.float().sum()
