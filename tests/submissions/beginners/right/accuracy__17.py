from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    n = len(y)
    if n == 0:
        return 0.0
    predicted = y_hat
    if y_hat.dim() > 1:
        _, predicted = y_hat.max(1)
    fraction = (predicted == y).double().mean()
    return float(round(fraction.item() * n))
