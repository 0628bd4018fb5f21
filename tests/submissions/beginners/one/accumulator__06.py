# cause: add does not convert its arguments with float, so the sums turn into tensors when tensors are added; plain numbers are fine.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [total + new for total, new in zip(self.data, args)]

    def reset(self) -> None:
        self.__init__(len(self.data))

    def __getitem__(self, index: int) -> float:
        return self.data[index]
