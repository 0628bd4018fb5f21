# cause 2: For 2-dim scores the loop starts at row 1 and misses the first sample. Besides, the branch for (n,) predicted classes returns an int and not a float.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.ndim == 1:
        return (y_hat == y).sum().item()
    right = 0.0
    for i in range(1, len(y)):
        if y_hat[i].argmax() == y[i]:
            right += 1
    return right
