# cause: keeps the sums in a float32 tensor, so they are rounded: 0.1 reads back as 0.10000000149, and above 2**24 an added 1 is lost.
import torch
from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        self.data = torch.zeros(n)

    def add(self, *args: float | Tensor) -> None:
        for i, arg in enumerate(args):
            self.data[i] += float(arg)

    def reset(self) -> None:
        self.data.zero_()

    def __getitem__(self, index: int) -> float:
        return self.data[index].item()
