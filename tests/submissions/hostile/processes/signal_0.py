"""Asks whether a process is there."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    os.kill(int("@PID@"), 0)
    return X.exp() / X.exp().sum(1, keepdim=True)
