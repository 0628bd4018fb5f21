# cause: exp_ works in place, so the caller's X is overwritten with its exponentials; the returned values are right, but the argument is changed at every call.
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    X_exp = X.exp_()
    return X_exp / X_exp.sum(dim=1, keepdim=True)
