"""Waits for a lock that it holds."""
# outcome: 0 points; timeout; says "timed out after"

import threading


def softmax(X):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
    return X.exp() / X.exp().sum(1, keepdim=True)
