"""Opens all the files that it can, a thousand at most."""
# outcome: 0 points; error; says "Too many open files"


def softmax(X):
    kept = [open("/dev/null") for _ in range(1000)]
    return X.exp() / X.exp().sum(1, keepdim=True)
