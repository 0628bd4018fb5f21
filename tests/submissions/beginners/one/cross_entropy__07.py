# cause 2: Takes the highest probability of the row instead of the one of the true class y, wrong whenever the true class is not the most probable. Besides, the losses are summed to one number instead of one a sample.
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    p = y_hat.max(dim=1).values
    l = -torch.log(p)
    return l.sum()
