import torch


def softmax(X):
    out = torch.empty_like(X)
    for i in range(X.shape[0]):
        total = 0
        for j in range(X.shape[1]):
            total = total + torch.exp(X[i, j])
        for j in range(X.shape[1]):
            out[i, j] = torch.exp(X[i, j]) / total
    return out
