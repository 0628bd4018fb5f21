import math

import torch

_LN_2 = math.log(2)


def cross_entropy(y_hat: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    # surprise in bits first, then in nats
    width = y_hat.shape[1]
    flat_positions = torch.arange(y.numel()) * width + y
    bits = -torch.log2(torch.take(y_hat, flat_positions))
    return bits * _LN_2
