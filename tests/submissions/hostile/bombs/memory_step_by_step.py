"""Takes memory step by step, two gigabytes at most."""
# outcome: 0 points


def softmax(X):
    kept = [bytearray(10_000_000) for _ in range(200)]
    return X.exp() / X.exp().sum(1, keepdim=True)
