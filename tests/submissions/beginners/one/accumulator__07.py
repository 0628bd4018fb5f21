# cause 2: add takes one parameter args without the star, so a call with several numbers is a TypeError, and with one number zip fails. Besides, reset assigns to a local variable, so the sums stay as they are.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, args: float | Tensor) -> None:
        self.data = [a + float(b) for a, b in zip(self.data, args)]

    def reset(self) -> None:
        data = [0.0] * len(self.data)

    def __getitem__(self, index: int) -> float:
        return self.data[index]
