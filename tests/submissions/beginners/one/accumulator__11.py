# cause 2: n is ignored and two sums are hard-coded as in the example, so with n = 3 add and metric[2] raise an IndexError. Besides, reset clears the first sum only.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = [0.0, 0.0]

    def add(self, *args: float | Tensor) -> None:
        for i, a in enumerate(args):
            self.data[i] += float(a)

    def reset(self) -> None:
        # 清零
        self.data[0] = 0.0

    def __getitem__(self, index: int) -> float:
        return self.data[index]
