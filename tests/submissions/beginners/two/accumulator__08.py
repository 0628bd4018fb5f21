# cause 2: Cuts each value to a whole number before adding, so fractions such as losses are lost. reset always makes two sums, so with n > 2 the later ones are gone and reading them crashes with an IndexError, and with n = 1 there is one too many.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [a + int(b) for a, b in zip(self.data, args)]

    def reset(self) -> None:
        self.data = [0.0, 0.0]

    def __getitem__(self, index: int) -> float:
        return self.data[index]
