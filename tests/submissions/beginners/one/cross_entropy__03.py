# cause: y_hat[:, y] picks for every row the classes of all samples, so the result is (n, n) instead of (n,); shows for every input.
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    # 取出真实类别的概率
    prob = y_hat[:, y]
    return -torch.log(prob)
