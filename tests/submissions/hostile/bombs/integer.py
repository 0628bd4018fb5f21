"""Computes a power with a billion digits."""
# outcome: 0 points; timeout; says "timed out after"


def softmax(X):
    len(str(7 ** (10**9)))
    return X.exp() / X.exp().sum(1, keepdim=True)
