"""练习一：把分数变成概率。"""

import torch
from torch import Tensor


def 指数(分数: Tensor) -> Tensor:
    # 先减去每行的最大值，避免溢出
    最大值, _ = 分数.max(dim=1, keepdim=True)
    return torch.exp(分数 - 最大值.detach())


def softmax(X: Tensor) -> Tensor:
    """每一行先取指数，再除以该行之和。"""
    分子 = 指数(X)
    分母 = 分子.sum(dim=1, keepdim=True)  # 形状 (n, 1)，靠广播机制
    return 分子 / 分母
