"""Kills a process that the test has started for it."""
# outcome: 0 points; error; says "PermissionError"

import os
import signal


def softmax(X):
    os.kill(int("@PID@"), signal.SIGKILL)
    return X.exp() / X.exp().sum(1, keepdim=True)
