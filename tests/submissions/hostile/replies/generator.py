"""Returns a generator."""
# outcome: 0 points; failed


def softmax(X):
    return (row for row in X)
