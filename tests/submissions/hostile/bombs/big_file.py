"""Writes a file of a hundred megabytes."""
# outcome: 0 points; error


def softmax(X):
    with open("large", "wb") as file:
        for _ in range(100):
            file.write(bytes(1_000_000))
    return X.exp() / X.exp().sum(1, keepdim=True)
