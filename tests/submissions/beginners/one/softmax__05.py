# cause: The result is computed but not returned, so every call gives None.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    # 先取指数
    X_exp = torch.exp(X)
    # 再求每一行的和
    partition = X_exp.sum(1, keepdim=True)
    result = X_exp / partition
