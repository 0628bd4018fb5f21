import torch
import torch.nn.functional as F


def cross_entropy(y_hat: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    n, classes = y_hat.shape
    hot = F.one_hot(y, num_classes=classes).to(y_hat.dtype)
    p_true = torch.einsum("nc,nc->n", hot, y_hat)
    return -p_true.log()
