"""Returns complex numbers."""
# outcome: 0 points; failed

import torch


def softmax(X):
    return (X.exp() / X.exp().sum(1, keepdim=True)).to(torch.complex64)
    return X.exp() / X.exp().sum(1, keepdim=True)
