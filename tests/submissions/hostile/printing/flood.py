"""Prints ten megabytes."""
# outcome: 15 points


def softmax(X):
    for _ in range(100):
        print("x" * 10_000)
    return X.exp() / X.exp().sum(1, keepdim=True)
