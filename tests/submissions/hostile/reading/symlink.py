"""Reads a secret through a link in its own folder."""
# outcome: 0 points; error; says "PermissionError"

import os


def softmax(X):
    os.symlink("@FILE@", f"link{os.urandom(4).hex()}")
    [link] = [name for name in os.listdir() if name.startswith("link")]
    open(link).read()
    return X.exp() / X.exp().sum(1, keepdim=True)
