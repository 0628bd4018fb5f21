"""Accumulator (3.6.5): running sums over the batches of an epoch."""

from gettext import gettext as _

import pytest
import torch
from torch import Tensor

from tests.graded.expect import expect_number, fail


@pytest.mark.points(2)
def test_every_sum_starts_at_zero(Accumulator):
    """Accumulator(n) holds n sums, and nothing has been added yet."""
    for n in (1, 3):
        metric = Accumulator(n)
        for index in range(n):
            expect_number(metric[index], 0, f"Accumulator({n})[{index}]", _("Nothing has been added."))


@pytest.mark.points(3)
def test_each_argument_goes_to_its_own_sum(Accumulator):
    """The first argument belongs to the first sum, the second to the second."""
    metric = Accumulator(3)
    metric.add(1, 20, 0.5)
    metric.add(2, 30, 0.25)
    for index, expected in enumerate((3, 50, 0.75)):
        calls = "add(1, 20, 0.5); add(2, 30, 0.25)"
        call = _("after {calls}, {value}").format(calls=calls, value=f"metric[{index}]")
        expect_number(metric[index], expected, call, _("Each argument is added to the sum at its own position."))


@pytest.mark.points(3)
def test_sums_grow_with_every_call(Accumulator, generator):
    """An epoch adds batch after batch; what came before has to stay."""
    calls = int(torch.randint(7, 13, (), generator=generator))
    large = (1 + 1000 * torch.rand(calls, generator=generator, dtype=torch.float64)).tolist()
    added = [(-number / 4 if place % 3 == 2 else number, 0.0013) for place, number in enumerate(large)]
    metric = Accumulator(2)
    for first, second in added:
        metric.add(first, second)
    for index in range(2):
        call = _("after adding {count} pairs, {value}").format(count=len(added), value=f"metric[{index}]")
        why = _("A new value is added to the sum so far.")
        expected = sum(pair[index] for pair in added)
        expect_number(metric[index], expected, call, why)
        again = _("{value}, looked up once more").format(value=f"metric[{index}]")
        expect_number(metric[index], expected, again, _("Looking a sum up leaves it as it is."))


@pytest.mark.points(3)
def test_reset_sets_every_sum_to_zero_and_keeps_them_usable(Accumulator):
    """After reset, the same object counts the next epoch."""
    metric = Accumulator(3)
    metric.add(3, 4, 1)
    metric.reset()
    for index in range(3):
        call = _("after {calls}, {value}").format(calls="add(3, 4, 1); reset()", value=f"metric[{index}]")
        expect_number(metric[index], 0, call, _("reset() forgets all."))
    metric.add(5, 6, 2)
    metric.add(7, 8, 3)
    for index, expected in enumerate((12, 14, 5)):
        call = _("after {calls}, {value}").format(calls="reset(); add(5, 6, 2); add(7, 8, 3)", value=f"metric[{index}]")
        expect_number(metric[index], expected, call, _("After reset() all sums are there and take new values."))


@pytest.mark.points(2)
def test_two_accumulators_do_not_share_their_sums(Accumulator):
    """One may count the training batches while another counts the test batches."""
    first, second = Accumulator(2), Accumulator(2)
    first.add(1, 2)
    first.add(3, 4)
    why = _("Adding to one object changed another one: do the sums belong to the object itself?")
    for sums, value, expected in ((second[0], "second[0]", 0), (first[1], "first[1]", 6)):
        calls = "first.add(1, 2); first.add(3, 4)"
        expect_number(sums, expected, _("after {calls}, {value}").format(calls=calls, value=value), why)


@pytest.mark.points(2)
def test_tensors_are_added_as_plain_numbers(Accumulator):
    """A summed loss is a tensor; keeping it alive would keep alive the whole computation behind it."""
    metric = Accumulator(2)
    for value in (1.5, 2.0):
        metric.add(torch.tensor(value, requires_grad=True), torch.tensor(2))
    for index, expected in enumerate((3.5, 4)):
        got = metric[index]
        call = _("after adding 0-dim tensors twice, {value}").format(value=f"metric[{index}]")
        expect_number(got, expected, call, _("A tensor of no dimensions counts as its number."))
        if isinstance(got, Tensor) and got.requires_grad:
            why = _("The sum still hangs on the gradients of every batch, and memory grows with each of them.")
            fail(call, got, _("a plain float"), why)
