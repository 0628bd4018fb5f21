from collections import Counter
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    try:
        classes = y_hat.argmax(dim=1)
    except IndexError:  # there is no dimension 1: these are classes already
        classes = y_hat
    tally = Counter((classes == y).tolist())
    return float(tally[True])
