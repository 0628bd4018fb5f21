# cause: Uses torch.exp although only Tensor is imported, so every call ends in a NameError for torch.
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(axis=1, keepdims=True)
