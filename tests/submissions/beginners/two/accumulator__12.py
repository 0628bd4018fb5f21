# cause 2: The stored list of zeros is the same object as the sums, so it is changed by add and reset puts nothing back to 0. The loop in add leaves out the last argument, so the last sum always stays 0.0.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.zeros = [0.0] * n
        self.data = self.zeros

    def add(self, *args: float | Tensor) -> None:
        for i in range(len(args) - 1):
            self.data[i] += float(args[i])

    def reset(self) -> None:
        self.data = self.zeros

    def __getitem__(self, index: int) -> float:
        return self.data[index]
