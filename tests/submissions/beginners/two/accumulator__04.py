# cause: the arguments are not turned into floats, so after adding a 0-dim tensor the sum is a tensor (with its graph) and not a plain float.
from torch import Tensor


class Accumulator:
    """在n个变量上累加"""

    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [a + b for a, b in zip(self.data, args)]

    def reset(self) -> None:
        self.data = [0.0] * len(self.data)

    def __getitem__(self, index: int) -> float:
        return self.data[index]
