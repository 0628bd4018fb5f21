# cause: The return stands inside the branch for 2-dim scores, so (n,) predicted classes get None.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(dim=1)
        cmp = y_hat == y
        return float(cmp.sum())
