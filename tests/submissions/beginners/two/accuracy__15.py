# cause 2: argsort is ascending, so its first column is the lowest and not the highest score; shows for scores with more than one class. For (n,) predicted classes it returns the mean and not the count of hits.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() == 1:
        return float((y_hat == y).float().mean())
    order = y_hat.argsort(dim=1)
    top1 = order[:, 0]
    return float((top1 == y).float().sum())
