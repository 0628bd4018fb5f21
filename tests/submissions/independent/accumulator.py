"""Wrong answers to the Accumulator exercise, each with the idea behind its one mistake."""

import collections

import torch
from torch import Tensor


class Latest:
    """idea: last value kept"""

    def __init__(self, n):
        self.sums = [0.0] * n

    def add(self, *args):
        self.sums = [float(a) for a in args]

    def reset(self):
        self.sums = [0.0] * len(self.sums)

    def __getitem__(self, index):
        return self.sums[index]


class OverwritesItsSlots:
    """idea: last value kept"""

    def __init__(self, n):
        self.slots = torch.zeros(n, dtype=torch.float64)

    def add(self, *args):
        for i, value in enumerate(args):
            self.slots[i] = float(value)

    def reset(self):
        self.slots.fill_(0.0)

    def __getitem__(self, index):
        return self.slots[index].item()


class NeverStartsAgain:
    """idea: reset missing"""

    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: float | Tensor) -> None:
        self.data = [a + float(b) for a, b in zip(self.data, args, strict=True)]

    def __getitem__(self, index: int) -> float:
        return self.data[index]


class ResetUnderAnotherName:
    """idea: reset missing"""

    def __init__(self, n):
        self.totals = torch.zeros(n, dtype=torch.float64)

    def add(self, *args):
        self.totals += torch.tensor([float(a) for a in args], dtype=torch.float64)

    def clear(self):
        self.totals.zero_()

    def __getitem__(self, index):
        return self.totals[index].item()


class ResetStillAStub:
    """idea: reset missing"""

    def __init__(self, n):
        self.values = n * [0.0]

    def add(self, *args):
        for i in range(len(args)):
            self.values[i] += float(args[i])

    def reset(self):
        raise NotImplementedError

    def __getitem__(self, i):
        return self.values[i]


class SelfForgotten:
    """idea: reset makes a local name only"""

    def __init__(self, n):
        self.data = [0.0 for _ in range(n)]

    def add(self, *args):
        for i, x in enumerate(args):
            self.data[i] = self.data[i] + float(x)

    def reset(self):
        data = [0.0] * len(self.data)  # noqa: F841 -- the local name is the mistake

    def __getitem__(self, idx):
        return self.data[idx]


class LoopVariableSetToZero:
    """idea: reset makes a local name only"""

    def __init__(self, n):
        self.sums = [0.0] * n

    def add(self, *args):
        self.sums = [float(s + a) for s, a in zip(self.sums, args, strict=True)]

    def reset(self):
        for s in self.sums:
            s = 0.0  # noqa: F841 -- the local name is the mistake

    def __getitem__(self, index):
        return self.sums[index]


class BracketTooFar:
    """idea: reset leaves a list of the wrong length"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args)]  # noqa: B905 -- as in the book

    def reset(self):
        self.data = [0.0 * len(self.data)]

    def __getitem__(self, idx):
        return self.data[idx]


class Emptied:
    """idea: reset leaves a list of the wrong length"""

    def __init__(self, n):
        self.sums = [0.0] * n

    def add(self, *args):
        for position, amount in enumerate(args):
            self.sums[position] += float(amount)

    def reset(self):
        self.sums.clear()

    def __getitem__(self, index):
        return self.sums[index]


class TimesZero:
    """idea: reset leaves a list of the wrong length"""

    def __init__(self, n: int) -> None:
        self._running = [0.0 for _ in range(n)]

    def add(self, *args: float | Tensor) -> None:
        for i, arg in enumerate(args):
            self._running[i] += arg.item() if isinstance(arg, Tensor) else float(arg)

    def reset(self) -> None:
        self._running = self._running * 0

    def __getitem__(self, index: int) -> float:
        return self._running[index]


class FirstOnly:
    """idea: only the first argument is added"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data[0] += float(args[0])

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class LeavesTheLoopEarly:
    """idea: only the first argument is added"""

    def __init__(self, n):
        self.n = n
        self.sums = collections.defaultdict(float)

    def add(self, *args):
        for i, value in enumerate(args):
            self.sums[i] += float(value)
            return

    def reset(self):
        self.sums.clear()

    def __getitem__(self, index):
        if not -self.n <= index < self.n:
            raise IndexError(index)
        return self.sums[index % self.n]


class ListOfTheClass:
    """idea: state shared between instances"""

    sums = []  # noqa: RUF012 -- the list of the class is the mistake

    def __init__(self, n):
        self.sums[:] = [0.0] * n

    def add(self, *args):
        for i, a in enumerate(args):
            self.sums[i] += float(a)

    def reset(self):
        for i in range(len(self.sums)):
            self.sums[i] = 0.0

    def __getitem__(self, index):
        return self.sums[index]


class ListOfTheDefault:
    """idea: state shared between instances"""

    def __init__(self, n, data=[]):  # noqa: B006 -- the shared default is the mistake
        self.n = n
        self.data = data
        self.reset()

    def add(self, *args):
        self.data[:] = [old + float(new) for old, new in zip(self.data, args, strict=True)]

    def reset(self):
        self.data[:] = [0.0] * self.n

    def __getitem__(self, index):
        return self.data[index]


_running_totals: list[float] = []


class GlobalTotals:
    """idea: state shared between instances"""

    def __init__(self, n: int) -> None:
        self.n = n
        self.reset()

    def add(self, *args: float | Tensor) -> None:
        for i, amount in enumerate(args):
            _running_totals[i] += float(amount)

    def reset(self) -> None:
        _running_totals.clear()
        _running_totals.extend([0.0] * self.n)

    def __getitem__(self, index: int) -> float:
        return _running_totals[index]


class NoBrackets:
    """idea: __getitem__ missing"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args, strict=True)]

    def reset(self):
        self.data = [0.0] * len(self.data)


class GetItemInOneWord:
    """idea: __getitem__ missing"""

    def __init__(self, n):
        self.sums = [0.0] * n

    def add(self, *args):
        for i, a in enumerate(args):
            self.sums[i] += float(a)

    def reset(self):
        for i, _ in enumerate(self.sums):
            self.sums[i] = 0.0

    def getitem(self, index):
        return self.sums[index]


class FirstForEveryone:
    """idea: the same value added to all sums"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [total + float(args[0]) for total in self.data]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class LastForEveryone:
    """idea: the same value added to all sums"""

    def __init__(self, n):
        self.totals = torch.zeros(n, dtype=torch.double)

    def add(self, *args):
        for arg in args:
            amount = float(arg)
        self.totals = self.totals + amount

    def reset(self):
        self.totals = torch.zeros_like(self.totals)

    def __getitem__(self, index):
        return float(self.totals[index])


class KeepsWhatItGets:
    """idea: tensors kept alive with their graph"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + b for a, b in zip(self.data, args, strict=True)]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class SumsOnDemand:
    """idea: tensors kept alive with their graph"""

    def __init__(self, n: int) -> None:
        self.history: list[list[float | Tensor]] = [[] for _ in range(n)]

    def add(self, *args: float | Tensor) -> None:
        for entries, value in zip(self.history, args, strict=True):
            entries.append(value)

    def reset(self) -> None:
        for entries in self.history:
            entries.clear()

    def __getitem__(self, index: int) -> float | Tensor:
        return sum(self.history[index], 0.0)


class FloatsOnlyTheNumbers:
    """idea: tensors kept alive with their graph"""

    def __init__(self, n):
        self.sums = [0.0 for _ in range(n)]

    def add(self, *args):
        for i, value in enumerate(args):
            self.sums[i] += value if torch.is_tensor(value) else float(value)

    def reset(self):
        self.sums = [0.0 for _ in self.sums]

    def __getitem__(self, index):
        return self.sums[index]


class FirstSumTakesAll:
    """idea: all arguments added into one sum"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for value in args:
            self.data[0] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class OneTotal:
    """idea: all arguments added into one sum"""

    def __init__(self, n):
        self.n = n
        self.total = 0.0

    def add(self, *args):
        self.total += sum(float(a) for a in args)

    def reset(self):
        self.total = 0.0

    def __getitem__(self, index):
        return ([self.total] * self.n)[index]
