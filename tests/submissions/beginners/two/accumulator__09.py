# cause 2: Calls .item() on every argument, which crashes with an AttributeError for plain Python numbers. Reading gives the mean over the calls of add and not the sum; shows from the second add on.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.n = n
        self.reset()

    def add(self, *args: float | Tensor) -> None:
        self.count += 1
        for i, arg in enumerate(args):
            self.sums[i] += arg.item()

    def reset(self) -> None:
        self.count = 0
        self.sums = [0.0] * self.n

    def __getitem__(self, index: int) -> float:
        return self.sums[index] / max(self.count, 1)
