"""What holds of an Accumulator(n), whatever is added to it."""

import torch

NUMBERS = ((2.5, 1.25, 4.5), (3.25, 7.5, 0.75), (1.75, 5.25, 8.5))
ZEROS = (0.0, 0.0, 0.0)


def _made(accumulator):
    return accumulator(len(ZEROS))


def _sums(metric):
    return [float(metric[place]) for place in range(len(ZEROS))]


def _rises(metric, numbers):
    """By how much a call of add changes the sums."""
    before = _sums(metric)
    metric.add(*numbers)
    return [after - value for value, after in zip(before, _sums(metric), strict=True)]


def _differ(one, other):
    return any(abs(a - b) > 1e-4 for a, b in zip(one, other, strict=True))


def objects_share_their_sums(accumulator, seed):
    """What is added to one object is in another one too.

    A list of the class, or a default argument, is made once, and all objects have it in common.
    Look at where your sums are made, and at what `self` is needed for.
    """
    before = _sums(_made(accumulator))
    _made(accumulator).add(*NUMBERS[seed % 3])
    return _differ(_sums(_made(accumulator)), before)


def a_new_object_does_not_start_at_zero(accumulator, seed):
    """The sums of a new object are not 0.

    Nothing has been added to them.
    Look at what the sums are when the object is made.
    """
    return not objects_share_their_sums(accumulator, seed) and _differ(_sums(_made(accumulator)), ZEROS)


def _reset(accumulator, seed):
    """The sums before and after a reset."""
    metric = _made(accumulator)
    metric.add(*NUMBERS[seed % 3])
    metric.add(*NUMBERS[(seed + 1) % 3])
    before = _sums(metric)
    metric.reset()
    return before, _sums(metric)


def reset_changes_no_sum(accumulator, seed):
    """After reset the sums are what they were before.

    A plain name inside a method disappears when the method ends, and two names can stand for the same list.
    Print the sums right before and after a reset, and follow what each of its lines does to them.
    """
    before, after = _reset(accumulator, seed)
    return _differ(before, ZEROS) and not _differ(before, after)


def reset_does_not_lead_to_zero(accumulator, seed):
    """After reset not all the sums are 0.

    The next epoch has to start where a new object does.
    Print all the sums right after a reset.
    """
    before, after = _reset(accumulator, seed)
    return _differ(before, after) and _differ(after, ZEROS)


def reading_changes_a_sum(accumulator, seed):
    """Reading a sum changes it: the second time it is another.

    Whoever looks at a sum expects to find it there again.
    Look for what your __getitem__ assigns.
    """
    metric = _made(accumulator)
    metric.add(*NUMBERS[seed % 3])
    return _differ(_sums(metric), _sums(metric))


def add_changes_nothing(accumulator, seed):
    """After add the sums are what they were before.

    Look for a result that is calculated and not kept, and for a loop that walks along nothing.
    Print the sums in the last line of add.
    """
    return not any(_rises(_made(accumulator), NUMBERS[seed % 3]))


def the_last_number_is_not_added(accumulator, seed):
    """The last of the numbers is not added: its sum stays what it was.

    A loop up to n - 1, or a slice up to -1, stops one too early.
    Make an object with one sum, and add to it.
    """
    first, second, last = _rises(_made(accumulator), NUMBERS[seed % 3])
    return bool(first and second and not last)


def the_first_number_is_not_added(accumulator, seed):
    """The first of the numbers is not added: its sum stays what it was.

    Python counts from 0: a loop or a slice from 1 on passes over the first one.
    Make an object with one sum, and add to it.
    """
    first, second, last = _rises(_made(accumulator), NUMBERS[seed % 3])
    return bool(not first and second and last)


def numbers_play_no_part(accumulator, seed):
    """What add does to the sums does not depend on the numbers that it is given.

    Each number belongs to the sum at its own position.
    Look for a position that is used where the number was meant.
    """
    one, other = (_rises(_made(accumulator), NUMBERS[(seed + more) % 3]) for more in range(2))
    return any(one) and not _differ(one, other)


def fractions_are_lost(accumulator, seed):
    """Numbers with fractions are added, and the sums rise by whole numbers.

    A mean loss is a fraction, and so is most of what is added in an epoch.
    Look for int, round, // or an integer dtype.
    """
    rises = _rises(_made(accumulator), [number + 0.125 for number in NUMBERS[seed % 3]])
    return any(rises) and all(rise == int(rise) for rise in rises)


def numbers_land_elsewhere(accumulator, seed):
    """What is added at one position reaches the sum of another.

    The first number belongs to the first sum, the second one to the second.
    Add one number and zeros otherwise, and print all the sums.
    """
    nothing = _rises(_made(accumulator), ZEROS)
    for place in range(len(ZEROS)):
        numbers = [NUMBERS[seed % 3][place] if other == place else 0.0 for other in range(len(ZEROS))]
        rises = _rises(_made(accumulator), numbers)
        rises[place] = nothing[place]
        if _differ(rises, nothing):
            return True
    return False


def tensors_are_not_added_like_numbers(accumulator, seed):
    """A 0-dim tensor is not added like the number that it holds.

    The loss of a batch comes as such a tensor.
    Look for a condition on the type, and for what your code does with a tensor.
    """
    numbers = NUMBERS[seed % 3]
    tensors = [torch.tensor(number) for number in numbers]
    return _differ(_rises(_made(accumulator), numbers), _rises(_made(accumulator), tensors))


def adding_zero_changes_a_sum(accumulator, seed):
    """Adding 0 changes a sum.

    What is kept is the sum of all that was added, and 0 adds nothing to it.
    Look at what happens in add to the old sums.
    """
    metric = _made(accumulator)
    metric.add(*NUMBERS[seed % 3])
    return _differ(_rises(metric, ZEROS), ZEROS)


def the_same_again_is_not_the_double(accumulator, seed):
    """Adding the same numbers a second time does not raise the sums by as much as the first time.

    Each call of add does the same, however often it was called before.
    Call add twice and print the sums after either.
    """
    metric, numbers = _made(accumulator), NUMBERS[seed % 3]
    return _differ(_rises(metric, numbers), _rises(metric, numbers))
