# cause: casts the scores to the labels' int64 before argmax, so scores that differ only after the decimal point, such as probabilities, become ties and the prediction is wrong.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    y_hat = y_hat.type(y.dtype)
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat == y
    return float(cmp.sum())
