# cause 2: The loop over the rows runs to the number of classes, so it crashes with an IndexError when there are fewer rows than classes and leaves rows of zeros when there are more. Divides by the row's mean and not by its sum, so every row sums to the number of classes (wrong with more than one class).
import torch


def softmax(X):
    n, k = X.shape
    out = torch.zeros_like(X)
    for i in range(k):
        e = torch.exp(X[i])
        out[i] = e / e.mean()
    return out
