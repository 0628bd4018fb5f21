# cause: Takes element [0] of torch.max, the highest scores, where [1], their positions, is needed; wrong for 2-dim scores unless by chance.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() > 1:
        pred = torch.max(y_hat, 1)[0]
    else:
        pred = y_hat
    return float((pred == y).sum())
