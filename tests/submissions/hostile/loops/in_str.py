"""Loops in the __str__ of an error."""
# outcome: 0 points; timeout; says "timed out after"


class Slow(Exception):
    def __str__(self):
        while True:
            pass


def softmax(X):
    raise Slow
