# cause 2: argmax is misspelled agrmax, an AttributeError for 2-dim scores. Besides, the count is divided by len(y), so a fraction is returned.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat.shape) > 1:
        y_hat = y_hat.agrmax(dim=1)
    num_right = (y_hat == y).sum()
    return float(num_right) / len(y)
