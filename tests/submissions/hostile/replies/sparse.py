"""Returns a sparse tensor."""
# outcome: 0 points; failed


def softmax(X):
    return X.to_sparse()
    return X.exp() / X.exp().sum(1, keepdim=True)
