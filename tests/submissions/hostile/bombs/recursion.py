"""Recurses without end."""
# outcome: 0 points; error; says "RecursionError"


def softmax(X):
    return softmax(X)
    return X.exp() / X.exp().sum(1, keepdim=True)
