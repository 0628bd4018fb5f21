"""Exercise 1: turn scores into probabilities (Dive into Deep Learning, 3.6.2)."""

import torch
from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    """Turn each row of scores into probabilities: exponentiate, then divide by the row's sum.

    X: (n, classes), float32 or float64.
    Returns a new tensor of the same shape and dtype; every row sums to 1.
    Build it of exp and sum: torch's ready-made softmax and losses earn nothing.

    >>> import torch
    >>> softmax(torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]))
    tensor([[0.0900, 0.2447, 0.6652],
            [0.0900, 0.2447, 0.6652]])
    """
    raise NotImplementedError
