"""Returns a dictionary that imitates the wire's own marks of a tensor."""
# outcome: 0 points; failed


def softmax(X):
    return {"tensor": 0}
