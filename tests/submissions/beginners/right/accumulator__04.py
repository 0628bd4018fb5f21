from dataclasses import dataclass, field

from torch import Tensor


@dataclass
class Accumulator:
    n: int
    sums: list[float] = field(init=False, repr=True)

    def __post_init__(self) -> None:
        self.sums = []
        self.reset()

    def add(self, *args: float | Tensor) -> None:
        assert len(args) == self.n
        for k in range(self.n):
            x = args[k]
            self.sums[k] += float(x.item() if hasattr(x, "item") else x)

    def reset(self) -> None:
        self.sums[:] = [0.0 for _ in range(self.n)]

    def __getitem__(self, index: int) -> float:
        return self.sums[index]
