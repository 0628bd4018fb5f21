"""Raises an error whose text is not Unicode."""
# outcome: 0 points; error


def softmax(X):
    raise ValueError("\ud800\x00\x1b")
    return X.exp() / X.exp().sum(1, keepdim=True)
