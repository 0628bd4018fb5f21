"""Takes two gigabytes."""
# outcome: 0 points; error; says "MemoryError"


def softmax(X):
    bytearray(2 << 30)
    return X.exp() / X.exp().sum(1, keepdim=True)
