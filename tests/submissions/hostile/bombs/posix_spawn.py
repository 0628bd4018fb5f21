"""Starts a program."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    os.posix_spawn("/bin/sleep", ["sleep", "5"], {})
    return X.exp() / X.exp().sum(1, keepdim=True)
