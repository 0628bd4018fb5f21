# cause 2: Reading rounds to 2 decimals, so sums with more digits are not exact. add skips values that are not positive, so negative numbers are not added.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.values = dict.fromkeys(range(n), 0.0)

    def add(self, *args: float | Tensor) -> None:
        for key, arg in enumerate(args):
            if arg > 0:
                self.values[key] += float(arg)

    def reset(self) -> None:
        for key in self.values:
            self.values[key] = 0.0

    def __getitem__(self, index: int) -> float:
        return round(self.values[index], 2)
