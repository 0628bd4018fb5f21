"""Removes a file of the machine."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    os.unlink("@FILE@")
    return X.exp() / X.exp().sum(1, keepdim=True)
