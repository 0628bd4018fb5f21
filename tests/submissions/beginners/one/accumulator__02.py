# cause: __init__ assigns to a local variable data without self, so add, reset and reading raise an AttributeError.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        for i in range(len(args)):
            self.data[i] += float(args[i])

    def reset(self) -> None:
        for i in range(len(self.data)):
            self.data[i] = 0.0

    def __getitem__(self, index: int) -> float:
        return self.data[index]
