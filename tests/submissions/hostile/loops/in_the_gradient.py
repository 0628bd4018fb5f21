"""Answers, and loops when asked for the gradient."""
# outcome: 13 points; timeout

import torch


class Slow(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        return X.exp() / X.exp().sum(1, keepdim=True)

    @staticmethod
    def backward(ctx, upstream):
        while True:
            pass


def softmax(X):
    return Slow.apply(X)
