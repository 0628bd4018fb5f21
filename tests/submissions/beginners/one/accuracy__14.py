# cause 2: The branch for (n,) predicted classes counts the wrong predictions (!=) instead of the right ones. Besides, the branch for 2-dim scores takes argmin, the class with the lowest score.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.ndim == 1:
        return float(torch.count_nonzero(y_hat != y))
    predicted = torch.argmin(y_hat, dim=1)
    return float(torch.count_nonzero(predicted == y))
