"""练习三：数一数预测对了多少个。"""

from torch import Tensor


def 预测类别(y_hat: Tensor) -> Tensor:
    """二维是分数，取每行最大值的下标；一维已经是类别。"""
    是分数 = y_hat.dim() > 1
    if 是分数:
        return y_hat.argmax(dim=1)
    return y_hat


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    命中 = 预测类别(y_hat).eq(y)
    个数: int = 命中.count_nonzero().item()
    return float(个数)
