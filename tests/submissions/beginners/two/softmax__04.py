# cause: exp_ works in place, so the caller's X is overwritten by its exponentials (and a leaf X that requires grad crashes); the returned values are right.
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    X = X.exp_()
    s = X.sum(dim=1, keepdim=True)
    return X / s
