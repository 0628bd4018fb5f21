class Accumulator:
    __slots__ = ("_n", "_sums")

    def __init__(self, n: int) -> None:
        self._n = n
        self.reset()

    def add(self, *args) -> None:
        for i, value in enumerate(args):
            self._sums[i] += float(value)

    def reset(self) -> None:
        self._sums = {i: 0.0 for i in range(self._n)}

    def __getitem__(self, index: int) -> float:
        return self._sums[range(self._n)[index]]
