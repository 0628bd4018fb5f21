"""Raises an error whose text has a million characters."""
# outcome: 0 points; error; says "ValueError"


def softmax(X):
    raise ValueError("x" * 1_000_000)
    return X.exp() / X.exp().sum(1, keepdim=True)
