"""Natural wrong answers to Accumulator(n): one mistake each, named and explained."""

import torch


class KeepsTheLastValue:
    """You replace the sums with the newest values instead of adding to them.

    An epoch has many batches, and only the last one would count.
    Call add twice and print what is kept: look at how the old value enters the new one.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data = [float(value) for value in args]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class HasNoReset:
    """Your class has no method called reset.

    The same object can serve one epoch after another only if it can start again from zero.
    Compare the names of your methods with the four in the exercise.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def __getitem__(self, idx):
        return self.data[idx]


class ResetsALocalName:
    """Your reset makes a new list of zeros and forgets it: the object keeps its old sums.

    A plain name inside a method disappears when the method ends; only the object's own attributes stay.
    Compare the name that reset assigns to with the one that add uses.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        data = [0.0] * len(self.data)  # noqa: F841 - the lost list is the mistake

    def __getitem__(self, idx):
        return self.data[idx]


class ResetLeavesASingleZero:
    """After reset there is one sum left, however many there were before.

    The next add has nowhere to put its other values.
    Make one with three sums, reset it, and count what it holds.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0]

    def __getitem__(self, idx):
        return self.data[idx]


class ResetEmptiesTheList:
    """After reset there are no sums at all, instead of n zeros.

    The next add has nowhere to put its values, and reading a sum fails.
    Make one with three sums, reset it, and count what it holds.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = []

    def __getitem__(self, idx):
        return self.data[idx]


class ResetReturnsToTheFirstValues:
    """Your reset goes back to the values of the first add, not to zero.

    The first batch would then be counted again in every epoch.
    Reset it and print the sums before you add anything.
    """

    def __init__(self, n):
        self.data = [0.0] * n
        self.first = None

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)
        if self.first is None:
            self.first = list(self.data)

    def reset(self):
        self.data = list(self.first or [0.0] * len(self.data))

    def __getitem__(self, idx):
        return self.data[idx]


class AddsOnlyTheFirst:
    """You add only the first of the values; the other sums stay at zero.

    In an epoch the loss would be summed, but not the right predictions and not the examples.
    Add three different values and print all three sums.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        self.data[0] += float(args[0])

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class AddsTheFirstValueToEverySum:
    """You add the first value to every sum.

    Each position has a value of its own: the second value belongs to the second sum.
    Add three different values and print all three sums.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i in range(len(self.data)):
            self.data[i] += float(args[0])

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class AddsEverythingTogether:
    """You add all the values into a single total, and every position reads that total.

    The loss, the right predictions and the examples must stay apart to be divided later.
    Add three different values and print all three sums.
    """

    def __init__(self, n):
        self.total = 0.0

    def add(self, *args):
        self.total += sum(float(value) for value in args)

    def reset(self):
        self.total = 0.0

    def __getitem__(self, idx):
        return self.total


class SharesItsSums:
    """All your accumulators share one list, because it belongs to the class and not to the object.

    Training and testing would count into each other's sums.
    Make two, add to the first, and print the second; look at where the list is created.
    """

    data = []  # noqa: RUF012 - the shared list is the mistake

    def __init__(self, n):
        for _ in range(n):
            self.data.append(0.0)

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        for i in range(len(self.data)):
            self.data[i] = 0.0

    def __getitem__(self, idx):
        return self.data[idx]


class CannotBeIndexed:
    """Your sums cannot be read with square brackets, because no method answers them.

    Python turns square brackets into a call of a method with a special name.
    Compare the names of your methods with the four in the exercise.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)


class ForgetsToReturnTheItem:
    """Square brackets give None, because your method looks the sum up and does not hand it back.

    The mean loss is computed from what is read here.
    Look at the last line of the method that answers square brackets.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        self.data[idx]


class ReturnsAllTheSums:
    """Square brackets give the whole list of sums, whichever one is asked for.

    A list cannot be divided by another, so the mean loss could not be computed.
    Print what position 0 gives you, and look at where the position is used.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data


class IndexesFromOne:
    """You count the positions from 1, so the first sum is not where others look for it.

    Python counts from 0, and position 0 gives the last sum here.
    Add three different values and print what position 0 gives you.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx - 1]


class KeepsTensorsAlive:
    """You add tensors as they are, so the sums become tensors that hang on autograd's graph.

    Every batch's graph then stays in memory for the whole epoch, only to remember a number.
    Add a loss and print the type of the sum: it should be a plain float.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] = self.data[i] + value

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class SkipsTensors:
    """You add only Python numbers and pass over tensors.

    A loss arrives as a tensor with a single value, and it would never be counted.
    Add a tensor and print the sum; look at the condition before the addition.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            if not isinstance(value, torch.Tensor):
                self.data[i] += value

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class ReturnsTheSumsWithoutKeepingThem:
    """After add, the sums are what they were before.

    A new sum that is returned, or kept under a name of its own, is gone with the call; so is one that equals the old.
    Call add and then print a sum: look at where the result is stored.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        return [self.data[i] + float(value) for i, value in enumerate(args)]

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class TruncatesToIntegers:
    """You cut the values to whole numbers before you add them.

    Losses are rarely whole: ten batches with a loss of 0.9 would add up to 0.
    Add 0.5 twice and print the sum.
    """

    def __init__(self, n):
        self.data = [0] * n

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += int(value)

    def reset(self):
        self.data = [0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class AppendsInsteadOfAdding:
    """You collect the values one behind the other instead of adding them up.

    The first batch stays in front for ever, and the list grows with every add.
    Call add twice and count what the object holds: there should be n sums, from the start.
    """

    def __init__(self, n):
        self.data = []

    def add(self, *args):
        for value in args:
            self.data.append(float(value))

    def reset(self):
        self.data = []

    def __getitem__(self, idx):
        return self.data[idx]


class ExpectsAList:
    """Your add takes one list, but it is called with separate values.

    A call with two or three values does not fit a method with one parameter.
    Look at how the exercise calls add, and at how Python collects any number of arguments.
    """

    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, values):
        for i, value in enumerate(values):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0] * len(self.data)

    def __getitem__(self, idx):
        return self.data[idx]


class AlwaysHoldsTwoSums:
    """You make room for two sums, however many are asked for.

    An epoch needs three: the loss, the right predictions and the examples; the third has no place.
    Look at where n is used in your code.
    """

    def __init__(self, n):
        self.data = [0.0, 0.0]

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)

    def reset(self):
        self.data = [0.0, 0.0]

    def __getitem__(self, idx):
        return self.data[idx]


class ReturnsTheAverage:
    """You divide by the number of calls, so you give back averages instead of sums.

    Batches may differ in size; whoever uses the sums divides by the number of examples later.
    Add 1 and then 3: the sum should be 4.
    """

    def __init__(self, n):
        self.data = [0.0] * n
        self.calls = 0

    def add(self, *args):
        for i, value in enumerate(args):
            self.data[i] += float(value)
        self.calls += 1

    def reset(self):
        self.data = [0.0] * len(self.data)
        self.calls = 0

    def __getitem__(self, idx):
        return self.data[idx] / max(self.calls, 1)
