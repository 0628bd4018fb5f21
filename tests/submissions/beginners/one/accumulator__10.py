# cause 2: The loop in add ends at len(args) - 1, so the last sum never grows. Besides, __getitem__ rounds to 2 decimals, which shows for sums with more of them.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.values = []
        for i in range(n):
            self.values.append(0.0)

    def add(self, *args: float | Tensor) -> None:
        i = 0
        while i < len(args) - 1:
            self.values[i] += float(args[i])
            i += 1

    def reset(self) -> None:
        for i in range(len(self.values)):
            self.values[i] = 0.0

    def __getitem__(self, index: int) -> float:
        return round(self.values[index], 2)
