# cause 2: y_hat.shape[1] crashes with an IndexError when y_hat is (n,) predicted classes. Adds 1 to the argmax as if classes began at 1, so scores are counted against the wrong labels.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.shape[1] >= 1:
        y_hat = y_hat.argmax(axis=1) + 1
    cmp = y_hat.type(y.dtype) == y
    return float(cmp.type(y.dtype).sum())
