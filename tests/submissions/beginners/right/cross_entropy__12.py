import torch
from torch import Tensor


class _Surprise(torch.autograd.Function):
    @staticmethod
    def forward(ctx, y_hat: Tensor, y: Tensor) -> Tensor:
        ctx.save_for_backward(y_hat, y)
        return -y_hat[torch.arange(len(y)), y].log()

    @staticmethod
    def backward(ctx, upstream: Tensor):
        y_hat, y = ctx.saved_tensors
        rows = torch.arange(len(y))
        grad = torch.zeros_like(y_hat)
        grad[rows, y] = -upstream / y_hat[rows, y]
        return grad, None


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    return _Surprise.apply(y_hat, y)
