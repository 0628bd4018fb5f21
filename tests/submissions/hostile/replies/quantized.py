"""Returns a quantized tensor."""
# outcome: 0 points; failed

import torch


def softmax(X):
    return torch.quantize_per_tensor(X.detach().float(), 0.1, 0, torch.quint8)
    return X.exp() / X.exp().sum(1, keepdim=True)
