"""Loops without end."""
# outcome: 0 points; timeout; says "timed out after"


def softmax(X):
    while True:
        pass
    return X.exp() / X.exp().sum(1, keepdim=True)
