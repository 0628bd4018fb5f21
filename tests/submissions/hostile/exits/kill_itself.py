"""Kills itself with SIGKILL."""
# outcome: 0 points; error

import signal


def softmax(X):
    signal.raise_signal(signal.SIGKILL)
    return X.exp() / X.exp().sum(1, keepdim=True)
