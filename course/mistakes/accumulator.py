"""Natural wrong answers to Accumulator(n): one mistake each, named and explained.

A class writes anew what is wrong alone, so that two of them can be put together: learners make two mistakes at once.
"""

import torch


class _Sums:
    def __init__(self, n):
        self.data = [0.0] * n

    def add(self, *args):
        for place, value in self.placed(args):
            self.data[place] = self.combined(self.data[place], self.number(value))

    def placed(self, args):
        return list(enumerate(args))

    def number(self, value):
        return float(value)

    def combined(self, old, new):
        return old + new

    def reset(self):
        for place in range(len(self.data)):
            self.data[place] = 0.0

    def __getitem__(self, idx):
        return self.data[idx]


class KeepsTheLastValue(_Sums):
    """You replace the sums with the newest values instead of adding to them.

    An epoch has many batches, and only the last one would count.
    Call add twice and print what is kept: look at how the old value enters the new one.
    """

    def combined(self, old, new):
        return new


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


class ResetsALocalName(_Sums):
    """After reset the object still has its old sums.

    A plain name inside a method disappears when the method ends, and a method that is named without brackets is not
    called; only the object's own attributes stay.
    Print the sums right before and after a reset, and follow what each of its lines does to them.
    """

    def reset(self):
        data = [0.0] * len(self.data)  # noqa: F841 - the lost list is the mistake


class ResetLeavesASingleZero(_Sums):
    """After reset there is one sum left, however many there were before.

    The next add has nowhere to put its other values.
    Make one with three sums, reset it, and count what it holds.
    """

    def reset(self):
        self.data = [0.0]


class ResetEmptiesTheList(_Sums):
    """After reset there are no sums at all, instead of n zeros.

    The next add has nowhere to put its values, and reading a sum fails.
    Make one with three sums, reset it, and count what it holds.
    """

    def reset(self):
        self.data = []


class ResetReturnsToTheFirstValues(_Sums):
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


class AddsOnlyTheFirst(_Sums):
    """You add only the first of the values; the other sums stay at zero.

    In an epoch the loss would be summed, but not the right predictions and not the examples.
    Add three different values and print all three sums.
    """

    def placed(self, args):
        return [(0, args[0])]


class AddsTheFirstValueToEverySum(_Sums):
    """Every position gives the sum of the first values.

    Each position has values of its own: the second value belongs to the second sum.
    Add three different values and print all three sums.
    """

    def placed(self, args):
        return [(place, args[0]) for place in range(len(self.data))]


class AddsInReverseOrder(_Sums):
    """The values land in reverse order: the first one in the last sum.

    Whoever adds the loss first looks for it in the first sum.
    Add three different values and print all three sums.
    """

    def placed(self, args):
        return list(enumerate(reversed(args)))


class AddsEverythingTogether(_Sums):
    """You add all the values into a single total, and every position reads that total.

    The loss, the right predictions and the examples must stay apart to be divided later.
    Add three different values and print all three sums.
    """

    def placed(self, args):
        return [(place, sum(float(value) for value in args)) for place in range(len(self.data))]


class SharesItsSums(_Sums):
    """All your accumulators share one list of sums, which is not made anew for each object.

    Training and testing would count into each other's sums.
    Make two, add to the first, and print the second; look at where the list is created.
    """

    data = []  # noqa: RUF012 - the shared list is the mistake

    def __init__(self, n):
        for _ in range(n):
            self.data.append(0.0)


class SharesItsSums__in_a_default(_Sums):
    def __init__(self, n, data=[]):  # noqa: B006 - the shared default is the mistake
        self.data = data
        while len(self.data) < n:
            self.data.append(0.0)


class SharesItsSums__until_the_next_is_made(_Sums):
    def __init__(self, n):
        type(self).data = [0.0] * n


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


class ForgetsToReturnTheItem(_Sums):
    """Square brackets give None, because your method looks the sum up and does not hand it back.

    The mean loss is computed from what is read here.
    Look at the last line of the method that answers square brackets.
    """

    def __getitem__(self, idx):
        self.data[idx]


class ReturnsAllTheSums(_Sums):
    """Square brackets give the whole list of sums, whichever one is asked for.

    A list cannot be divided by another, so the mean loss could not be computed.
    Print what position 0 gives you, and look at where the position is used.
    """

    def __getitem__(self, idx):
        return self.data


class IndexesFromOne(_Sums):
    """You count the positions from 1, so the first sum is not where others look for it.

    Python counts from 0, and position 0 gives the last sum here.
    Add three different values and print what position 0 gives you.
    """

    def __getitem__(self, idx):
        return self.data[idx - 1]


class KeepsTensorsAlive(_Sums):
    """You add tensors as they are, so the sums become tensors that hang on autograd's graph.

    Every batch's graph then stays in memory for the whole epoch, only to remember a number.
    Add a loss and print the type of the sum: it should be a plain float.
    """

    def number(self, value):
        return value


class SkipsTensors(_Sums):
    """You add only Python numbers and pass over tensors.

    A loss arrives as a tensor with a single value, and it would never be counted.
    Add a tensor and print the sum; look at the condition before the addition.
    """

    def number(self, value):
        return 0.0 if isinstance(value, torch.Tensor) else value


class ReturnsTheSumsWithoutKeepingThem(_Sums):
    """After add, the sums are what they were before.

    A new sum that is returned, or kept under a name of its own, is gone with the call; so is one that equals the old.
    Call add and then print a sum: look at where the result is stored.
    """

    def add(self, *args):
        return [self.data[i] + float(value) for i, value in enumerate(args)]


class TruncatesToIntegers(_Sums):
    """Fractions are lost: the sums hold whole numbers alone.

    Losses are rarely whole: ten batches with a loss of 0.9 would add up to 0.
    Add 0.5 twice and print the sum.
    """

    def number(self, value):
        return int(value)


class AppendsInsteadOfAdding(_Sums):
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


class ExpectsAList(_Sums):
    """Your add takes one list, but it is called with separate values.

    A call with two or three values does not fit a method with one parameter.
    Look at how the exercise calls add, and at how Python collects any number of arguments.
    """

    def add(self, values):
        for i, value in enumerate(values):
            self.data[i] += float(value)


class AlwaysHoldsTwoSums(_Sums):
    """You make room for two sums, however many are asked for.

    An epoch needs three: the loss, the right predictions and the examples; the third has no place.
    Look at where n is used in your code.
    """

    def __init__(self, n):
        self.data = [0.0, 0.0]

    def reset(self):
        self.data = [0.0, 0.0]


class ReturnsTheAverage(_Sums):
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


class AddsWithoutTheLast(_Sums):
    """You leave out the last of the values, so the last sum never grows.

    In an epoch the last sum counts the examples, which everything is divided by.
    Add three different values and print all three sums; look at where the loop ends.
    """

    def placed(self, args):
        return list(enumerate(args[:-1]))


class AddsWithoutTheFirst(_Sums):
    """You leave out the first of the values, so the first sum never grows.

    Python counts from 0: the first sum is the one in position 0.
    Add three different values and print all three sums; look at where the loop begins.
    """

    def placed(self, args):
        return list(enumerate(args))[1:]


class AddsTwoAtMost(_Sums):
    """You add two values, however many there are.

    An epoch hands over three: the loss, the right predictions and the examples.
    Add three different values and print all three sums; then make an object with a single sum.
    """

    def add(self, *args):
        self.data[0] += float(args[0])
        self.data[1] += float(args[1])


class AddsPositiveNumbersOnly(_Sums):
    """You pass over values that are not above 0.

    A sum takes what comes, whatever its sign is.
    Add 2 and then -1: the sum should be 1.
    """

    def number(self, value):
        return float(value) if value > 0 else 0.0


class PassesOverWholeNumbers(_Sums):
    """You pass over values that are whole numbers.

    Counts of predictions and examples are whole, and would never be summed.
    Add 1 and then 0.5, and print the sum; look at the condition before the addition.
    """

    def number(self, value):
        return 0.0 if isinstance(value, int) else float(value)


class AddsFloatsOnly(_Sums):
    """You pass over whole numbers and tensors: floats alone are added.

    Counts are whole numbers, and a loss may come as a tensor with a single value.
    Add 1, a tensor and 0.5, and print the sum; look at the condition before the addition.
    """

    def number(self, value):
        return value if isinstance(value, float) else 0.0


class HalvesAtEachAdd(_Sums):
    """Each add takes the middle of the old sum and the new value.

    That is a kind of average, in which the newest value counts most; a sum is asked for.
    Add 1 and then 3: the sum should be 4.
    """

    def combined(self, old, new):
        return (old + new) / 2


class AddsEqualValuesToOnePlace(_Sums):
    """You look for the place of a value by the value, so of two equal ones both go to the first one's place.

    A batch without a mistake has as many right predictions as examples: two equal values in one call.
    Add 3 and 3 and print both sums. Count the places as you go through the values.
    """

    def placed(self, args):
        return [(args.index(value), value) for value in args]


class ResetClearsTheFirstAlone(_Sums):
    """Your reset sets only the first sum back to 0.

    The others would carry the last epoch's numbers into the next.
    Add three different values, reset, and print all three sums.
    """

    def reset(self):
        self.data[0] = 0.0


class ResetKeepsTheFirst(_Sums):
    """Your reset leaves the first sum as it is.

    Python counts from 0: the first sum is the one in position 0.
    Add three different values, reset, and print all three sums.
    """

    def reset(self):
        for i in range(1, len(self.data)):
            self.data[i] = 0.0


class CutsTheSumItReads(_Sums):
    """What square brackets give is cut to a whole number.

    Losses are rarely whole, and the mean is computed from what is read here.
    Add 0.5 and read the sum.
    """

    def __getitem__(self, idx):
        return int(self.data[idx])


class RoundsTheSumItReads(_Sums):
    """What square brackets give is rounded.

    A sum is handed on as it is; whoever prints it can round it.
    Add 0.125 and read the sum.
    """

    def __getitem__(self, idx):
        return round(self.data[idx], 2)


class AddsWithoutSigns(_Sums):
    """The values are added without their signs.

    A sum takes what comes: a value below 0 makes it smaller.
    Add 2 and then -1: the sum should be 1.
    """

    def number(self, value):
        return abs(float(value))


class RoundsTheValues(_Sums):
    """The values are rounded before they are added.

    What is lost in each of hundreds of batches adds up.
    Add 0.04 ten times and print the sum; round only what you print.
    """

    def number(self, value):
        return round(float(value), 1)


class RoundsTheValues__to_two(_Sums):
    def number(self, value):
        return round(float(value), 2)


class KeepsTheLargestValue(_Sums):
    """You keep the largest of the values instead of adding them up.

    An epoch wants the total over all its batches.
    Add 1 and then 3: the sum should be 4.
    """

    def combined(self, old, new):
        return max(old, new)


class ResetAlwaysMakesTwo(_Sums):
    """After reset there are two sums, however many there were before.

    The next add may have a third value, and nowhere to put it.
    Make one with three sums, reset it, and count what it holds.
    """

    def reset(self):
        self.data = [0.0, 0.0]


class ReadingClearsTheSum(_Sums):
    """Reading a sum sets it back to 0.

    A sum is often read twice, for the loss and for the accuracy, and has to stay until reset is called.
    Print the same sum twice.
    """

    def __getitem__(self, idx):
        value, self.data[idx] = self.data[idx], 0.0
        return value
