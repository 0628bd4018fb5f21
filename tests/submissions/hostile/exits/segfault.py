"""Reads address 0."""
# outcome: 0 points; error; says "crashed the Python interpreter"

import ctypes


def softmax(X):
    ctypes.string_at(0)
    return X.exp() / X.exp().sum(1, keepdim=True)
