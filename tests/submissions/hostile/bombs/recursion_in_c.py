"""Recurses deeper than the stack."""
# outcome: 0 points

import sys


def softmax(X):
    sys.setrecursionlimit(10**9)
    return softmax(X)
    return X.exp() / X.exp().sum(1, keepdim=True)
