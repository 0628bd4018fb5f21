class Accumulator(list):
    """A list of floats that knows how to add."""

    def __init__(self, n):
        super().__init__([0.0] * n)

    def add(self, *args):
        self[:] = (old + float(new) for old, new in zip(self, args))

    def reset(self):
        self[:] = [0.0] * len(self)
