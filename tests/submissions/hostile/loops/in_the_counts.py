"""Loops in the method of an Accumulator."""
# outcome: 0 points; timeout; says "timed out after"
# exercise: accumulator


class Accumulator:
    def __init__(self, n):
        while True:
            pass
