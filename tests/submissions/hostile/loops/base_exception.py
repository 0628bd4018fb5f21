"""Loops and catches every exception."""
# outcome: 0 points; timeout; says "timed out after"


def softmax(X):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
    return X.exp() / X.exp().sum(1, keepdim=True)
