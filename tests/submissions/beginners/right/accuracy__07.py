import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    """Look whether the true class got as much as the best class of the row."""
    if y_hat.dim() == 1:
        return torch.where(y_hat == y, 1.0, 0.0).sum().item()
    best = y_hat.amax(dim=1)
    of_true_class = y_hat.gather(1, y.view(-1, 1)).view(-1)
    return torch.where(of_true_class == best, 1.0, 0.0).sum().item()
