# cause: add turns each argument into an int, so the decimals are cut off; shows for arguments that are not whole numbers.
from torch import Tensor


class Accumulator:
    """在 n 个变量上累加"""

    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [a + int(b) for a, b in zip(self.data, args)]

    def reset(self) -> None:
        self.data = [0.0] * len(self.data)

    def __getitem__(self, index: int) -> float:
        return self.data[index]
