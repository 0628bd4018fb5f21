"""Exercise 1: turn scores into probabilities (Dive into Deep Learning, 3.6.2)."""

from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    """Turn each row of scores into probabilities: exponentiate, then divide by the row's sum."""
    X_exp = X.exp()
    partition = X_exp.sum(1, keepdim=True)
    return X_exp / partition
