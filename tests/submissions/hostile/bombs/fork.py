"""Forks as often as it can, five times at most."""
# outcome: 0 points; error; says "PermissionError"

import os
import time


def softmax(X):
    for _ in range(5):
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
    return X.exp() / X.exp().sum(1, keepdim=True)
