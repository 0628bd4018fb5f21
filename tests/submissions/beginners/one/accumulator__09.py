# cause 2: __getitem__ reads at index - 1, so metric[0] gives the last sum and metric[1] the first; shows with n > 1. Besides, reset fills in int zeros, so right after a reset the sums are ints and not floats.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        for k in range(len(self.data)):
            self.data[k] = self.data[k] + float(args[k])

    def reset(self) -> None:
        self.data = [0] * len(self.data)

    def __getitem__(self, index: int) -> float:
        return self.data[index - 1]
