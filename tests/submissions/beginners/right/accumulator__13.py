from collections import deque

import torch
from torch import Tensor


class Accumulator:
    """A list of 0-dim double tensors, turned into floats on the way out."""

    def __init__(self, n: int) -> None:
        self.cells = deque(torch.zeros((), dtype=torch.double) for _ in range(n))

    @torch.no_grad()
    def add(self, *args: float | Tensor) -> None:
        for cell, arg in zip(self.cells, args):
            cell.add_(arg.to(torch.double) if torch.is_tensor(arg) else arg)

    def reset(self) -> None:
        [cell.fill_(0) for cell in self.cells]

    def __getitem__(self, index: int) -> float:
        return float(self.cells[index])
