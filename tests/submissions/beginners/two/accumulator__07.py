# cause 2: Starts and resets with the int 0, so a sum read before any add is an int and not a float. Takes the index for 1-based, so metric[1] is the first sum and metric[0] the last.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.n = n
        self.reset()

    def add(self, *args: float | Tensor) -> None:
        for i in range(self.n):
            self.data[i] = self.data[i] + float(args[i])

    def reset(self) -> None:
        self.data = [0] * self.n

    def __getitem__(self, index: int) -> float:
        return self.data[index - 1]
