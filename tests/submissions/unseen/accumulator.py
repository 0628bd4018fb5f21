import torch


class Latest:
    """idea: last value kept"""

    def __init__(self, n):
        self.values = [0.0 for _ in range(n)]

    def add(self, *args):
        for i, a in enumerate(args):
            self.values[i] = float(a)

    def reset(self):
        for i in range(len(self.values)):
            self.values[i] = 0.0

    def __getitem__(self, i):
        return self.values[i]


class NeverCleared:
    """idea: reset missing"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args)]  # noqa: B905 - learners write a plain zip

    def __getitem__(self, idx):
        return self.data[idx]


class ForgotSelf:
    """idea: reset makes a local name only"""

    def __init__(self, n):
        self.n = n
        self.sums = torch.zeros(n, dtype=torch.float64)

    def add(self, *args):
        self.sums += torch.tensor([float(a) for a in args], dtype=torch.float64)

    def reset(self):
        sums = torch.zeros(self.n, dtype=torch.float64)  # noqa: F841 - the mistake: self. is missing

    def __getitem__(self, index):
        return self.sums[index].item()


class Emptied:
    """idea: reset leaves a list of the wrong length"""

    def __init__(self, n):
        self.totals = []
        for _ in range(n):
            self.totals.append(0.0)

    def add(self, *args):
        for k in range(len(args)):
            self.totals[k] += float(args[k])

    def reset(self):
        self.totals.clear()

    def __getitem__(self, k):
        return self.totals[k]


class FirstCounts:
    """idea: only the first argument is added"""

    def __init__(self, n):
        self.acc = n * [0.0]

    def add(self, *args):
        value = args[0]
        if isinstance(value, torch.Tensor):
            value = value.item()
        self.acc[0] += value

    def reset(self):
        self.acc = len(self.acc) * [0.0]

    def __getitem__(self, i):
        return self.acc[i]


class OneDrawer:
    """idea: state shared between instances"""

    totals = {}  # noqa: RUF012 - the mistake: one dict for every instance

    def __init__(self, n):
        self.n = n
        self.reset()

    def add(self, *args):
        for i, a in enumerate(args):
            self.totals[i] += float(a)

    def reset(self):
        for i in range(self.n):
            self.totals[i] = 0.0

    def __getitem__(self, i):
        return self.totals[i]


class NotSubscriptable:
    """idea: __getitem__ missing"""

    def __init__(self, n):
        self.n = n
        self.reset()

    def add(self, *args):
        for i, a in enumerate(args):
            self.sums[i] += float(a)

    def reset(self):
        self.sums = [0.0] * self.n

    def get(self, i):
        return self.sums[i]


class Everywhere:
    """idea: the same value added to all sums"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i in range(len(self.data)):
            self.data[i] += float(args[0])

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, i):
        return self.data[i]


class HoldsOn:
    """idea: tensors kept alive with their graph"""

    def __init__(self, n):
        self.sums = tuple(0.0 for _ in range(n))

    def add(self, *args):
        # no conversion, Python adds numbers and tensors alike
        self.sums = tuple(s + a for s, a in zip(self.sums, args))  # noqa: B905 - learners write a plain zip

    def reset(self):
        self.sums = tuple(0.0 for _ in self.sums)

    def __getitem__(self, i):
        return self.sums[i]


class OnePot:
    """idea: all arguments added into one sum"""

    def __init__(self, n):
        self.s = [0.0] * n

    def add(self, *args):
        self.s[0] += sum(float(a) for a in args)

    def reset(self):
        self.s = [0.0 for _ in self.s]

    def __getitem__(self, i):
        return self.s[i]


class DefaultList:
    """idea: state shared between instances"""

    def __init__(self, n, data=[]):  # noqa: B006 - the mistake: one list for every instance
        while len(data) < n:
            data.append(0.0)
        self.data = data

    def add(self, *args):
        for i, a in enumerate(args):
            self.data[i] += float(a)

    def reset(self):
        for i in range(len(self.data)):
            self.data[i] = 0.0

    def __getitem__(self, i):
        return self.data[i]


class SingleZero:
    """idea: reset leaves a list of the wrong length"""

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args)]  # noqa: B905 - learners write a plain zip

    def reset(self):
        self.data = [0.0]

    def __getitem__(self, idx):
        return self.data[idx]
