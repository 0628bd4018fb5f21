"""A regular expression that takes longer than the universe."""
# outcome: 0 points; timeout; says "timed out after"

import re


def softmax(X):
    re.match("(a+)+$", "a" * 50 + "b")
    return X.exp() / X.exp().sum(1, keepdim=True)
