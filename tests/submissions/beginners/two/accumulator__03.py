# cause: reset replaces the list of sums by the single number 0.0, so every read or add after a reset crashes with a TypeError.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.n = n
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [a + float(b) for a, b in zip(self.data, args)]

    def reset(self) -> None:
        self.data = 0.0

    def __getitem__(self, index: int) -> float:
        return self.data[index]
