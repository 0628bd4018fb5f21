"""Raises an error with characters that turn the direction of writing."""
# outcome: 0 points; error


def softmax(X):
    raise ValueError("\u202e001 / 001\u2066")
    return X.exp() / X.exp().sum(1, keepdim=True)
