"""Gives a file of the machine to someone else."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    os.chown("@FILE@", 12345, 12345)
    return X.exp() / X.exp().sum(1, keepdim=True)
