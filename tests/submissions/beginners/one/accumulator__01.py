# cause: reset leaves a list with a single 0.0, so after a reset every index above 0 raises an IndexError (and with n > 1 the further sums are lost).
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [a + float(b) for a, b in zip(self.data, args)]

    def reset(self) -> None:
        self.data = [0.0]

    def __getitem__(self, index: int) -> float:
        return self.data[index]
