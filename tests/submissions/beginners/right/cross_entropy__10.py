from functools import partial
from operator import getitem, neg

import torch
from torch import Tensor


def _picked(y_hat: Tensor, y: Tensor) -> list[Tensor]:
    return list(map(getitem, y_hat, y.tolist()))


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    if not y.numel():
        return y_hat.new_empty(0)
    stack = partial(torch.stack, dim=0)
    return neg(torch.log(stack(_picked(y_hat, y))))
