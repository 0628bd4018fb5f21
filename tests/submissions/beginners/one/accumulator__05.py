# cause: The list is a class attribute to which __init__ only appends, so all accumulators share the same sums; shows as soon as a second one is created.
from torch import Tensor


class Accumulator:
    data = []

    def __init__(self, n: int) -> None:
        for _ in range(n):
            self.data.append(0.0)

    def add(self, *args: float | Tensor) -> None:
        for i, x in enumerate(args):
            self.data[i] += float(x)

    def reset(self) -> None:
        for i in range(len(self.data)):
            self.data[i] = 0.0

    def __getitem__(self, index: int) -> float:
        return self.data[index]
