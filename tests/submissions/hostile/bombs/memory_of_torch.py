"""Takes four gigabytes for a tensor."""
# outcome: 0 points; error; says "memory"

import torch


def softmax(X):
    torch.ones(1 << 30)
    return X.exp() / X.exp().sum(1, keepdim=True)
