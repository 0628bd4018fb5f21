# cause: returns the mean of the losses, a 0-dim tensor, and not one loss a sample; shows for every input.
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    n = y_hat.shape[0]
    losses = -torch.log(y_hat[torch.arange(n), y])
    return losses.mean()
