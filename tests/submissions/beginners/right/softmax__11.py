import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    """Row sums as a product with a column of ones."""
    exps: Tensor = X.exp()
    ones: Tensor = torch.ones(X.size(1), 1, dtype=X.dtype, device=X.device)
    sums: Tensor = exps @ ones
    return exps.mul(sums.pow(-1))
