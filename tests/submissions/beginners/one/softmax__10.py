# cause 2: Subtracting the row maximum with -= changes the caller's X (unless every row's maximum is 0 already). Besides, the row sums lack keepdim: a crash when n and the number of classes differ (neither being 1), wrong numbers when they are equal and above 1.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    # subtract the max so that exp does not overflow
    X -= X.max(dim=1, keepdim=True).values
    e = torch.exp(X)
    return e / e.sum(1)
