"""Returns the very tensor that it was given."""
# outcome: 0 points; failed


def softmax(X):
    return X
