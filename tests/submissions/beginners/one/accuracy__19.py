# cause 2: Takes argmax of the absolute scores, wrong when a negative score has the largest magnitude. Besides, the branch for (n,) predicted classes uses torch.equal, which gives 1.0 when all are right and otherwise 0.0.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if len(y_hat.shape) == 2:
        idx = torch.argmax(torch.abs(y_hat), dim=1)
        return float((idx == y).sum())
    else:
        return float(torch.equal(y_hat.long(), y))
