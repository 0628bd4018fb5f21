"""Breaks the modules of the other exercises, which have workers of their own."""
# outcome: 0 points; error
# graded: all

import sys

for name in ("accuracy", "accumulator", "cross_entropy", "train_epoch"):
    sys.modules[f"exercises.{name}"] = None


def softmax(X):
    raise ValueError
