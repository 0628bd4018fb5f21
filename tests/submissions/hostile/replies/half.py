"""Returns right numbers in half precision, which are right to its own last digit."""
# outcome: 9 points; failed


def softmax(X):
    return (X.exp() / X.exp().sum(1, keepdim=True)).half()
    return X.exp() / X.exp().sum(1, keepdim=True)
