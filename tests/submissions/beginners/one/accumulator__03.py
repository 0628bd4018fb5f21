# cause: add overwrites the sums with the latest arguments instead of adding to them; shows from the second add on (unless the earlier values were 0).
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.n = n
        self.sums = [0.0 for _ in range(n)]

    def add(self, *args: float | Tensor) -> None:
        for i, value in enumerate(args):
            self.sums[i] = float(value)

    def reset(self) -> None:
        self.sums = [0.0 for _ in range(self.n)]

    def __getitem__(self, index: int) -> float:
        return self.sums[index]
