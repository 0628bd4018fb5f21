from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    """Sort each row, look at the first."""
    if y_hat.ndim != 1:
        y_hat = y_hat.argsort(dim=1, descending=True, stable=True)[:, 0]
    return float(len(y[y_hat == y]))
