# cause 2: add has no star before args, so a call with two or more values crashes with a TypeError and one with a single number cannot be zipped. reset calls __init__ without n and crashes with a TypeError.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, args: float | Tensor) -> None:
        self.data = [a + float(b) for a, b in zip(self.data, args)]

    def reset(self) -> None:
        self.__init__()

    def __getitem__(self, index: int) -> float:
        return self.data[index]
