# cause: argmax without a dimension gives one position in the flattened matrix, which is compared to all labels; wrong for 2-dim scores with more than one row, in general.
import torch
from torch import Tensor


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    # 如果是矩阵,就取最大值的下标
    if y_hat.ndim > 1:
        y_hat = torch.argmax(y_hat)
    right = (y_hat == y)
    return float(right.sum())
