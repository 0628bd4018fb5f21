import math
from torch import Tensor


class Accumulator:
    """Keeps every number that came in and adds them up exactly when asked."""

    def __init__(self, n: int) -> None:
        self.history: list[list[float]] = [[] for _ in range(n)]

    def add(self, *args: float | Tensor) -> None:
        for column, value in zip(self.history, args):
            column.append(float(value))

    def reset(self) -> None:
        for column in self.history:
            column.clear()

    def __getitem__(self, index: int) -> float:
        return math.fsum(self.history[index])
