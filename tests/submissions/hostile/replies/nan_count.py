"""Counts NaN right predictions."""
# outcome: 0 points; failed
# exercise: accuracy


def accuracy(y_hat, y):
    return float("nan")
