"""Fails on a line of code of half a million characters."""
# outcome: 0 points; error; says "more characters"


def softmax(X):
    raise ValueError("@LONG@")
