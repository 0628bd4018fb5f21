import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    assert y_hat.dim() == 2 and y.dim() == 1 and y_hat.size(0) == y.size(0), (
        f"shapes do not match: {tuple(y_hat.shape)} and {tuple(y.shape)}"
    )
    index = torch.unsqueeze(y, dim=-1)
    chosen = torch.take_along_dim(y_hat, index, dim=-1)
    one = torch.ones((), dtype=y_hat.dtype)
    return -torch.xlogy(one, chosen)[..., 0]
