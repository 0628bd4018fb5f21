"""Makes a file of the machine unreadable: Landlock does not watch over modes."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    os.chmod("@FILE@", 0)
    return X.exp() / X.exp().sum(1, keepdim=True)
