# cause: sums over dim 0, so every column and not every row sums to 1; shows for any X with more than one row or more than one class.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    X_exp = torch.exp(X)
    partition = X_exp.sum(0, keepdim=True)
    return X_exp / partition
