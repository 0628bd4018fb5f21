# cause: the list belongs to the class and is only appended to, so all Accumulators share their first sums; shows as soon as two of them exist and one has been added to.
from torch import Tensor


class Accumulator:
    sums = []

    def __init__(self, n: int) -> None:
        for _ in range(n):
            self.sums.append(0.0)

    def add(self, *args: float | Tensor) -> None:
        for i, value in enumerate(args):
            self.sums[i] += float(value)

    def reset(self) -> None:
        for i in range(len(self.sums)):
            self.sums[i] = 0.0

    def __getitem__(self, index: int) -> float:
        return self.sums[index]
