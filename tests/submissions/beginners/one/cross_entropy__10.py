# cause 2: Imports d2l, which does not belong to the exercise and is not installed, so the import fails with a ModuleNotFoundError. Besides, one_hot is hard-coded to 10 classes, so the shapes do not fit for any other number of classes.
import torch
import torch.nn.functional as F
from d2l import torch as d2l
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    mask = F.one_hot(y, 10).to(y_hat.dtype)
    return -torch.log(d2l.reduce_sum(mask * y_hat, 1))
