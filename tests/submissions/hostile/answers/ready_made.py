"""Calls the ready-made softmax."""
# outcome: 0 points; failed; says "ready-made"

import torch


def softmax(X):
    return torch.softmax(X, 1)
