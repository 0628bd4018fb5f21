# cause: keepdim=True makes the predictions (n, 1), so comparing them to y broadcasts to (n, n) and counts all pairs; wrong for 2-dim scores with more than one row, in general.
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() > 1:
        y_hat = y_hat.argmax(dim=1, keepdim=True)
    hits = (y_hat == y).sum()
    return hits.double().item()
