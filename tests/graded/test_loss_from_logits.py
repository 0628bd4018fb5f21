"""Cross-entropy straight from logits (3.7.2): softmax and logarithm cancel before anything can overflow."""

from gettext import gettext as _

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from tests.graded.expect import DTYPES, expect_computed, expect_like, expect_tensor, fail, show, tensor

ROUNDED = 1e-3
"""Beside 10000, float32 has three decimals left, and some right ways lose what is behind them."""


def of_torch(logits: Tensor, y: Tensor) -> Tensor:
    """In double precision, by the operator that an answer may not use."""
    return functional.cross_entropy(logits.double(), y, reduction="none")


def batch(
    generator: torch.Generator, rows: int, classes: int, dtype: torch.dtype = torch.float32
) -> tuple[Tensor, Tensor]:
    """Logits, those of a row apart from each other and from 0, every second row negative; labels of all kinds.

    The first label is the likeliest class of its row, and the last one the least likely: by so little that a tiny
    constant beside its probability, which some add against a logarithm of 0, would not be seen.
    """
    steps = 0.2 + 0.3 * torch.rand(rows, classes, generator=generator, dtype=torch.float64)
    order = torch.rand(rows, classes, generator=generator).argsort(dim=1)
    logits = steps.cumsum(dim=1).gather(1, order).round(decimals=2)
    logits[1::2] *= -1
    y = torch.randint(classes, (rows,), generator=generator)
    y[0] = logits[0].argmax()
    y[-1] = logits[-1].argmin()
    return logits.to(dtype), y


def called(logits: Tensor, y: Tensor) -> str:
    return f"loss_from_logits({show(logits, 7)}; {show(y)})"


@pytest.mark.points(2)
def test_small_logits_have_the_losses_of_their_softmax(loss_from_logits, generator):
    """It is the same loss as that of the probabilities, computed in another way."""
    for dtype in DTYPES:
        for rows, classes in ((2, 3), (7, 10), (10, 3), (4, 4), (1, 3), (3, 1)):
            logits, y = batch(generator, rows, classes, dtype)
            why = _("Loss i is minus the natural log of what softmax gives to class y[i] of row i.")
            expect_tensor(loss_from_logits(logits, y), of_torch(logits, y), called(logits, y), why)


@pytest.mark.points(2)
def test_logits_of_ten_thousand_do_not_overflow(loss_from_logits, generator):
    """A model that is sure has large scores, and one inf in an epoch makes every parameter nan."""
    for dtype in DTYPES:
        for size in (200, 10_000, -10_000):
            logits, y = batch(generator, 4, 3, dtype)
            logits = logits.abs() + size
            why = _("Whatever is added to all scores of a row, its loss stays the same.")
            expect_tensor(loss_from_logits(logits, y), of_torch(logits, y), called(logits, y), why, ROUNDED)
        logits, y = tensor([[10_000, 0, -10_000], [-10_000, 10_000, 0]], dtype), torch.tensor([0, 1])
        why = _("The true classes are far above the others, so there is nothing to lose.")
        expect_tensor(loss_from_logits(logits, y), of_torch(logits, y), called(logits, y), why)


@pytest.mark.points(2)
def test_a_class_that_seems_impossible_costs_as_much_as_it_is_below_the_best(loss_from_logits, generator):
    """Where a model is most wrong it has most to learn: its loss is large, and never infinite."""
    for dtype in DTYPES:
        for distance in (200, 10_000):
            logits, y = batch(generator, 4, 3, dtype)
            logits[range(4), y] -= distance
            why = _("Its probability is too small for any float, but the log of it is not.")
            expect_tensor(loss_from_logits(logits, y), of_torch(logits, y), called(logits, y), why, 1e-4)


@pytest.mark.points(1)
def test_rows_that_are_far_apart_do_not_disturb_each_other(loss_from_logits, generator):
    """The rows of a batch are different images: what one scores must not change another's loss."""
    for dtype in DTYPES:
        logits, y = batch(generator, 3, 3, dtype)
        logits += tensor([[10_000], [0], [-10_000]], dtype)
        why = _("Each row has a largest score of its own, and is computed as if it were alone.")
        expect_tensor(loss_from_logits(logits, y), of_torch(logits, y), called(logits, y), why, ROUNDED)


@pytest.mark.points(1)
def test_there_is_one_loss_a_sample_and_the_logits_are_left_unchanged(
    loss_from_logits, arguments_after, generator
):  # fmt: skip
    """The losses are summed or averaged later, and the logits are needed again for the accuracy."""
    for dtype in DTYPES:
        logits, y = batch(generator, 5, 3, dtype)
        call, other = called(logits, y), batch(generator, 5, 3, dtype)[0]
        why = _("Return the losses of all samples in one dimension, neither summed nor averaged, in the logits' dtype.")
        expect_like(expect_computed(loss_from_logits, logits, other, call, y), (5,), dtype, call, why)
        after = arguments_after(loss_from_logits, logits, y)[0]
        why = _("The tensor of logits itself was changed. Build the result in a new tensor.")
        expect_tensor(after, logits, _("logits after {call}").format(call=call), why, tolerance=0)


@pytest.mark.points(2)
def test_the_gradients_are_right_and_finite(loss_from_logits, generator):
    """The gradient of the loss is softmax minus the true class, between -1 and 1 however large the scores are."""
    for dtype in DTYPES:
        for distance in (0, 10_000):
            logits, y = batch(generator, 4, 3, dtype)
            logits[range(4), y] -= distance
            expected = logits.double().softmax(dim=1)
            expected[range(4), y] -= 1
            got = loss_from_logits(logits.requires_grad_(), y)
            if not (isinstance(got, Tensor) and got.requires_grad):
                why = _("They were cut off from the logits.")
                fail(called(logits, y), got, _("losses that gradients flow through"), why)
            got.sum().backward()
            why = _("Each score pulls with its probability, and that of the true class with 1 less.")
            call = _("the gradient of {call}").format(call=called(logits, y))
            expect_tensor(logits.grad, expected, call, why, 5 * ROUNDED)
