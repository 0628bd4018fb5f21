"""Forks twice and lets the grandchild write after the grade."""
# outcome: 0 points; error; says "PermissionError"

import os
import time


def softmax(X):
    if os.fork() == 0:
        if os.fork() == 0:
            time.sleep(1)
            open("@FOLDER@/results.json", "w").write("forged")
        os._exit(0)
    return X.exp() / X.exp().sum(1, keepdim=True)
