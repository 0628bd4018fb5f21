# cause 2: argmax keeps its dimension, so (n, 1) == (n,) compares every prediction with every label for scores with n > 1. The hits are summed in float16, so counts above 2048 are rounded.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    if y_hat.dim() > 1:
        y_hat = torch.argmax(y_hat, dim=1, keepdim=True)
    hits = torch.eq(y_hat, y)
    return float(hits.half().sum())  # half saves memory
