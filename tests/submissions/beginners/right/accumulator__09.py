import numpy as np
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self._totals = np.zeros(n)

    def add(self, *args: float | Tensor) -> None:
        self._totals += np.array([float(value) for value in args])

    def reset(self) -> None:
        self._totals.fill(0)

    def __getitem__(self, index: int) -> float:
        return float(self._totals[index])
