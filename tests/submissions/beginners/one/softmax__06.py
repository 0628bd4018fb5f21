# cause: The result is collected in torch.zeros without a dtype, so it is always float32; shows for float64 input.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    n, classes = X.shape
    result = torch.zeros(n, classes)
    for i in range(n):
        total = 0
        for j in range(classes):
            total = total + torch.exp(X[i, j])
        for j in range(classes):
            result[i, j] = torch.exp(X[i, j]) / total
    return result
