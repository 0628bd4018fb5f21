# cause: The row sums lack keepdim, so shape (n,) is divided along the classes; crashes when n differs from the number of classes (and neither is 1), wrong numbers when both are equal and above 1.
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    exps = X.exp()
    row_sums = exps.sum(dim=1)
    return exps / row_sums
