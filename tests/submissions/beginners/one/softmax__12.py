# cause 2: A Chinese comma in the call of sum is a SyntaxError, so the file cannot be imported. Besides, the function returns the exponentials and not the quotient, so the rows do not sum to 1.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    X_exp = torch.exp(X)
    # 按行求和 保持维度
    partition = X_exp.sum(1，keepdim=True)
    X_softmax = X_exp / partition
    return X_exp
