# cause: The row numbers [0, 1] are hard-coded from the example, so it works for n = 2 only and crashes with an IndexError for other batch sizes.
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    return -torch.log(y_hat[[0, 1], y])
