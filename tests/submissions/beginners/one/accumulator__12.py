# cause 2: reset is indented into add and so only a local function there: calling metric.reset() is an AttributeError. Besides, add skips arguments that are not above 0, so negative numbers are left out of the sums.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.n = n
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        for i in range(self.n):
            if args[i] > 0:
                self.data[i] += float(args[i])

        def reset(self) -> None:
            self.data = [0.0] * self.n

    def __getitem__(self, index: int) -> float:
        return self.data[index]
