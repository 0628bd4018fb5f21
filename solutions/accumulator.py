"""Exercise 4: keep running sums over the batches of an epoch (Dive into Deep Learning, 3.6.5)."""

import torch
from torch import Tensor


class Accumulator:
    """Running sums of n quantities, for instance of right predictions and of predictions made.

    >>> metric = Accumulator(2)
    >>> metric.add(1, 2)
    >>> metric.add(3, 4)
    >>> metric[0], metric[1]
    (4.0, 6.0)
    >>> metric.reset()
    >>> metric[0], metric[1]
    (0.0, 0.0)
    """

    def __init__(self, n: int) -> None:
        """Start n sums at 0.0."""
        self.sums = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        """Add the first argument to the first sum, the second to the second, and so on.

        args: n numbers or 0-dim tensors; what is kept are plain floats.
        """
        self.sums = [total + float(value) for total, value in zip(self.sums, args, strict=True)]

    def reset(self) -> None:
        """Set every sum back to 0.0."""
        self.sums = [0.0] * len(self.sums)

    def __getitem__(self, index: int) -> float:
        """The sum at this index, a float."""
        return self.sums[index]
