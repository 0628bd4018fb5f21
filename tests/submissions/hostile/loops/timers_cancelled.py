"""Cancels all timers, and sleeps."""
# outcome: 0 points; timeout; says "timed out after"

import signal
import time


def softmax(X):
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.alarm(0)
    time.sleep(600)
    return X.exp() / X.exp().sum(1, keepdim=True)
