# cause 2: The method for the brackets is called getitem without the double underscores, so metric[0] is a TypeError (not subscriptable). Besides, reset uses n, which is known in __init__ only, a NameError.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [a + float(b) for a, b in zip(self.data, args)]

    def reset(self) -> None:
        self.data = [0.0] * n

    def getitem(self, index: int) -> float:
        return self.data[index]
