"""Writes megabytes to standard output and error past sys.stdout."""
# outcome: 15 points

import os


def softmax(X):
    os.write(1, b"x" * 1_000_000)
    os.write(2, b"x" * 1_000_000)
    return X.exp() / X.exp().sum(1, keepdim=True)
