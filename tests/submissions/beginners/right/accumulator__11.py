"""State in a closure instead of in attributes."""


class Accumulator:
    def __init__(self, n: int) -> None:
        sums = [0.0] * n

        def add(values):
            nonlocal sums
            sums = [s + v for s, v in zip(sums, values)]

        def reset():
            nonlocal sums
            sums = [0.0] * n

        self._add, self._reset, self._get = add, reset, lambda i: sums[i]

    def add(self, *args) -> None:
        self._add(map(float, args))

    def reset(self) -> None:
        self._reset()

    def __getitem__(self, index: int) -> float:
        return self._get(index)
