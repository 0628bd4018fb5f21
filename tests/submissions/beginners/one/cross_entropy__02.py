# cause: Returns the mean over the batch, a 0-dim tensor, instead of one loss a sample; shows for every input.
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    n = y_hat.shape[0]
    p = y_hat[torch.arange(n), y]
    loss = -torch.log(p)
    return loss.mean()
