import torch
from torch import Tensor


class Accumulator:
    """The sums live in one float64 tensor."""

    def __init__(self, n: int) -> None:
        self._sums = torch.zeros(n, dtype=torch.float64)

    def add(self, *args: float | Tensor) -> None:
        self._sums += torch.tensor([float(a) for a in args], dtype=torch.float64)

    def reset(self) -> None:
        self._sums.zero_()

    def __getitem__(self, index: int) -> float:
        return self._sums[index].item()
