# cause 2: The return line misspells X_exp as X_epx, a NameError at every call. Besides, the sum runs over dim 0 (down the columns) instead of along each row.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    X_exp = torch.exp(X)
    partition = torch.sum(X_exp, dim=0, keepdim=True)
    return X_epx / partition
