"""Right answers to Accumulator(n) in unusual styles: each deserves full marks."""

import math
from collections import deque
from itertools import starmap

import numpy as np
import torch


class ZipsTheValues:
    """The book's way: a new list at every add."""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args, strict=True)]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class AddsByPosition:
    """A loop over positions, and a reset that loops too."""

    def __init__(self, n):
        self.sums = [0.0 for _ in range(n)]

    def add(self, *values):
        for i, value in enumerate(values):
            self.sums[i] += float(value)

    def reset(self):
        for i in range(len(self.sums)):
            self.sums[i] = 0.0

    def __getitem__(self, position):
        return self.sums[position]


class ResetsInTheConstructor:
    """The constructor calls reset."""

    def __init__(self, n):
        self.n = n
        self.reset()

    def add(self, *args):
        for i in range(self.n):
            self.data[i] = self.data[i] + float(args[i])

    def reset(self):
        self.data = [0.0] * self.n

    def __getitem__(self, idx):
        return self.data[idx]


class CallsTheConstructorAgain:
    """reset calls the constructor."""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = list(starmap(lambda a, b: a + float(b), zip(self.data, args, strict=True)))

    def reset(self):
        self.__init__(len(self.data))

    def __getitem__(self, idx):
        return self.data[idx]


class KeepsADictionary:
    """A dictionary from positions to sums."""

    def __init__(self, n):
        self.sums = dict.fromkeys(range(n), 0.0)

    def add(self, *args):
        for i, value in enumerate(args):
            self.sums[i] += float(value)

    def reset(self):
        self.sums = dict.fromkeys(self.sums, 0.0)

    def __getitem__(self, idx):
        return self.sums[idx]


class KeepsATensor:
    """One tensor of float64, turned into a float when read."""

    def __init__(self, n):
        self.data = torch.zeros(n, dtype=torch.float64)

    def add(self, *args):
        self.data += torch.tensor([float(value) for value in args], dtype=torch.float64)

    def reset(self):
        self.data.zero_()

    def __getitem__(self, idx):
        return self.data[idx].item()


class KeepsANumpyArray:
    """A numpy array, turned into a float when read."""

    def __init__(self, n):
        self.data = np.zeros(n)

    def add(self, *args):
        self.data += np.array([float(value) for value in args])

    def reset(self):
        self.data[:] = 0

    def __getitem__(self, idx):
        return float(self.data[idx])


class ReadsNumpyFloats:
    """A numpy array read as it is: numpy's float64 is a Python float too."""

    def __init__(self, n):
        self.data = np.zeros(n, dtype=np.float64)

    def add(self, *args):
        self.data = self.data + [float(value) for value in args]

    def reset(self):
        self.data = np.zeros_like(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class KeepsADeque:
    """A deque, rotated once around at every add."""

    def __init__(self, n):
        self.data = deque([0.0] * n, maxlen=n)

    def add(self, *args):
        for value in args:
            self.data.append(self.data[0] + float(value))

    def reset(self):
        self.data.extend([0.0] * len(self.data))

    def __getitem__(self, idx):
        return self.data[idx]


class KeepsATuple:
    """An immutable tuple, replaced at every add."""

    def __init__(self, n):
        self.data = (0.0,) * n

    def add(self, *args):
        self.data = tuple(a + float(b) for a, b in zip(self.data, args, strict=True))

    def reset(self):
        self.data = tuple(0.0 for _ in self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class SumsWhenRead:
    """Everything is stored, and summed when it is read."""

    def __init__(self, n):
        self.history = [[] for _ in range(n)]

    def add(self, *args):
        for values, value in zip(self.history, args, strict=True):
            values.append(float(value))

    def reset(self):
        for values in self.history:
            values.clear()

    def __getitem__(self, idx):
        return float(sum(self.history[idx]))


class SumsExactlyWhenRead:
    """Rows are stored, and summed by math.fsum when read."""

    def __init__(self, n):
        self.rows = []

    def add(self, *args):
        self.rows.append(tuple(map(float, args)))

    def reset(self):
        self.rows = []

    def __getitem__(self, idx):
        return math.fsum(row[idx] for row in self.rows)


class CallsItem:
    """item() for tensors, numbers as they are."""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            if isinstance(value, torch.Tensor):
                value = value.detach().item()
            self.data[i] += value

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class AsksForItem:
    """hasattr instead of isinstance."""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        numbers = [value.item() if hasattr(value, "item") else value for value in args]
        self.data = [sum(pair) for pair in zip(self.data, numbers, strict=True)]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class InheritsFromList:
    """A list with two more methods: square brackets come for free."""

    def __new__(cls, n):
        return _ListOfSums([0.0] * n)


class _ListOfSums(list):
    def add(self, *args):
        self[:] = [a + float(b) for a, b in zip(self, args, strict=True)]

    def reset(self):
        self[:] = [0.0] * len(self)


class InheritsItsReset(KeepsATuple):
    """A class on top of another one."""

    def __init__(self, n, start=0.0):
        super().__init__(n)
        self.start = start


class WithTypeHints:
    """Type hints and private names."""

    def __init__(self, n: int) -> None:
        self._sums: list[float] = [0.0] * n

    def add(self, *values: "float | torch.Tensor") -> None:
        self._sums = [total + float(value) for total, value in zip(self._sums, values, strict=True)]

    def reset(self) -> None:
        self._sums = [0.0] * len(self._sums)

    def __getitem__(self, idx: int) -> float:
        return self._sums[idx]


class HasExtraMethods:
    """More methods than asked."""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f"HasExtraMethods({self.data})"

    def mean(self):
        return self.data[0] / self.data[-1]


class ReturnsItself:
    """add and reset return the object, so that calls can be chained."""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args, strict=True)]
        return self

    def reset(self):
        self.data = [0.0] * len(self.data)
        return self

    def __getitem__(self, idx):
        return self.data[idx]


class PrintsAsItGoes:
    """Prints left in from debugging."""

    def __init__(self, n):
        print("n is", n)
        self.data = [0.0] * n

    def add(self, *args):
        print("adding", args)
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class ReadsThroughAProperty:
    """Square brackets read from a property."""

    def __init__(self, n):
        self._data = [0.0] * n

    @property
    def sums(self):
        return list(self._data)

    def add(self, *args):
        self._data = [a + float(b) for a, b in zip(self.sums, args, strict=True)]

    def reset(self):
        self._data = [0.0 for _ in self.sums]

    def __getitem__(self, idx):
        return self.sums[idx]


class ConvertsWhenRead:
    """Detached tensors inside, plain floats outside."""

    def __init__(self, n):
        self.data = [torch.tensor(0.0, dtype=torch.float64) for _ in range(n)]

    def add(self, *args):
        with torch.no_grad():
            for total, value in zip(self.data, args, strict=True):
                total.add_(value)

    def reset(self):
        for total in self.data:
            total.fill_(0.0)

    def __getitem__(self, idx):
        return float(self.data[idx])


class KeepsOneAttributeForEachSum:
    """setattr and getattr."""

    def __init__(self, n):
        self.n = n
        for i in range(n):
            setattr(self, f"sum_{i}", 0.0)

    def add(self, *args):
        for i, value in enumerate(args):
            setattr(self, f"sum_{i}", getattr(self, f"sum_{i}") + float(value))

    def reset(self):
        for i in range(self.n):
            setattr(self, f"sum_{i}", 0.0)

    def __getitem__(self, idx):
        return getattr(self, f"sum_{range(self.n)[idx]}")


class SubtractsToReset:
    """reset adds the opposite of every sum."""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [float(b) + a for a, b in zip(self.data, args, strict=True)]

    def reset(self):
        self.add(*[-a for a in self.data])

    def __getitem__(self, idx):
        return self.data[idx]
