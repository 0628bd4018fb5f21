# cause: argmax without a dimension gives one index into the flattened scores, which is then compared with all labels; shows for (n, classes) scores with n > 1.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax()
    return float((y_hat == y).sum())
