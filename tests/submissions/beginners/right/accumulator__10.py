from __future__ import annotations

from torch import Tensor


class _Sum:
    """One running sum."""

    __slots__ = ("_value",)

    def __init__(self) -> None:
        self._value = 0.0

    @property
    def value(self) -> float:
        return self._value

    def __iadd__(self, other: float | Tensor) -> _Sum:
        if isinstance(other, Tensor):
            other = other.detach().item()
        self._value += float(other)
        return self

    def clear(self) -> None:
        self._value = 0.0


class Accumulator:
    """Running sums of n quantities, each in an object of its own."""

    def __init__(self, n: int) -> None:
        """Start n sums at 0.0."""
        self._sums: list[_Sum] = [_Sum() for _ in range(n)]

    def add(self, *args: float | Tensor) -> None:
        """Add the first argument to the first sum, the second to the second, and so on."""
        if len(args) != len(self._sums):
            raise ValueError(f"expected {len(self._sums)} values, got {len(args)}")
        for running, arg in zip(self._sums, args):
            running += arg

    def reset(self) -> None:
        """Set every sum back to 0.0."""
        for running in self._sums:
            running.clear()

    def __getitem__(self, index: int) -> float:
        """The sum at this index, a float."""
        return self._sums[index].value

    def __len__(self) -> int:
        return len(self._sums)

    def __repr__(self) -> str:
        return f"Accumulator({', '.join(str(s.value) for s in self._sums)})"
