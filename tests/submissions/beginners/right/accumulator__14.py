from functools import singledispatchmethod

from torch import Tensor


class Accumulator:
    def __init__(self, n: int) -> None:
        for i in range(n):
            setattr(self, f"sum_{i}", 0.0)
        self.names = tuple(f"sum_{i}" for i in range(n))

    @singledispatchmethod
    def _plain(self, value) -> float:
        return float(value)

    @_plain.register
    def _(self, value: Tensor) -> float:
        return float(value.tolist())

    def add(self, *args: float | Tensor) -> None:
        for name, arg in zip(self.names, args):
            setattr(self, name, getattr(self, name) + self._plain(arg))

    def reset(self) -> None:
        vars(self).update(dict.fromkeys(self.names, 0.0))

    def __getitem__(self, index: int) -> float:
        return getattr(self, self.names[index])
