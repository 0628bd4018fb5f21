"""Raises KeyboardInterrupt, as if a person had stopped the grader."""
# outcome: 0 points; error; says "KeyboardInterrupt"


def softmax(X):
    raise KeyboardInterrupt
    return X.exp() / X.exp().sum(1, keepdim=True)
