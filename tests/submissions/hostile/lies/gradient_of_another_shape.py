"""Answers backward() with a gradient of a wrong shape."""
# outcome: 13 points; error

import torch


class Fake(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        return X.exp() / X.exp().sum(1, keepdim=True)

    @staticmethod
    def backward(ctx, upstream):
        return torch.ones(7, 7)


def softmax(X):
    return Fake.apply(X)
