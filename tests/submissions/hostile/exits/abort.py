"""Aborts the interpreter with SIGABRT."""
# outcome: 0 points; error; says "killed by signal 6"

import os


def softmax(X):
    os.abort()
    return X.exp() / X.exp().sum(1, keepdim=True)
