# cause: the minus sign is missing, so the losses are negative; shows whenever a true class has a probability other than 1.
import torch
from torch import Tensor


def cross_entropy(y_hat: Tensor, y: Tensor) -> Tensor:
    # 取出真实类别的概率
    return torch.log(y_hat[range(len(y_hat)), y])
