"""Leaves a block of shared memory behind."""
# outcome: 0 points; error

from multiprocessing import shared_memory


def softmax(X):
    shared_memory.SharedMemory("attack-of-the-suite", create=True, size=64)
    return X.exp() / X.exp().sum(1, keepdim=True)
