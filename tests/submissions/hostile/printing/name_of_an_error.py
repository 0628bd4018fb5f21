"""Raises an error whose type is named in escape sequences."""
# outcome: 0 points; error

Forged = type("\x1b[2J\n::error::forged\r", (Exception,), {})


def softmax(X):
    raise Forged
