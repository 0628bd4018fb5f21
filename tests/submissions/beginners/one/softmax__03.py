# cause: Divides by the sum of the whole matrix, so all entries together sum to 1 and not each row; shows whenever there is more than one row.
import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    numerator = torch.exp(X)
    denominator = torch.sum(torch.exp(X))
    return numerator / denominator
