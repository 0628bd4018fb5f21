"""Other forms of the mistakes in accumulator.py beside this folder: the name up to `__` is the mistake's."""


class _Sums:
    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class _ResetsInPlace(_Sums):
    def reset(self):
        for i in range(len(self.data)):
            self.data[i] = 0.0


class SharesItsSums__in_a_list_of_the_class(_ResetsInPlace):
    data = []  # noqa: RUF012 - the shared list is the mistake

    def __init__(self, n):
        while len(self.data) < n:
            self.data.append(0.0)


class SharesItsSums__of_ten(_ResetsInPlace):
    data = [0.0] * 10

    def __init__(self, n):
        self.n = n


class AddsEverythingTogether__in_the_first(_Sums):
    def add(self, *args):
        self.data[0] += sum(float(value) for value in args)


class TruncatesToIntegers__and_keeps_integers(_Sums):
    def __init__(self, n):
        self.data = [0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += int(value)

    def reset(self):
        self.data = [0] * len(self.data)


class TruncatesToIntegers__in_the_sum(_Sums):
    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] = float(int(self.data[i] + value))


class AddsTheFirstValueToEverySum__when_it_is_read(_Sums):
    def __getitem__(self, idx):
        return self.data[0]


class _Zips(_Sums):
    """After its reset the book's way of adding does not crash, where others do."""

    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args, strict=False)]


class ResetEmptiesTheList__and_zips(_Zips):
    def reset(self):
        self.data = []


class ResetLeavesASingleZero__and_zips(_Zips):
    def reset(self):
        self.data = [0.0]


class ResetAlwaysMakesTwo__and_zips(_Zips):
    def reset(self):
        self.data = [0.0, 0.0]
