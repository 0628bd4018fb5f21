# cause 2: The parameters are swapped (y first), so in a positional call labels and 2-dim scores change places: a crash or a wrong comparison. Besides, the result is a percentage (mean times 100) and not a count.
from torch import Tensor


def accuracy(y: Tensor, y_hat: Tensor) -> float:
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    cmp = (y_hat == y).double()
    return cmp.mean().item() * 100
