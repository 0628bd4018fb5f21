"""练习四：累加器。"""

from torch import Tensor


class Accumulator:
    """在 n 个变量上累加。"""

    def __init__(self, n: int) -> None:
        self.个数 = n
        self.总和 = (0.0,) * n

    def add(self, *args: float | Tensor) -> None:
        """逐个相加，存成普通的浮点数。"""
        self.总和 = tuple(旧 + float(新) for 旧, 新 in zip(self.总和, args, strict=True))

    def reset(self) -> None:
        """清零。"""
        self.总和 = (0.0,) * self.个数

    def __getitem__(self, index: int) -> float:
        return self.总和[index]
