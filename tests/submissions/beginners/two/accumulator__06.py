# cause: reset assigns 0.0 to the loop variable and not to the list's entries, so it has no effect; shows at the first reset after an add.
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.totals = [0.0 for _ in range(n)]

    def add(self, *args: float | Tensor) -> None:
        for i in range(len(args)):
            self.totals[i] += float(args[i])

    def reset(self) -> None:
        for t in self.totals:
            t = 0.0

    def __getitem__(self, index: int) -> float:
        return self.totals[index]
