"""A softmax that never overflows (3.7.2): the same probabilities, whatever the size of the scores."""

from gettext import gettext as _

import pytest
import torch
from torch import Tensor

from tests.graded.expect import DTYPES, expect_computed, expect_like, expect_tensor, fail, show, tensor

ROUNDED = 1e-3
"""Beside 10000, float32 has three decimals left, and some right ways lose what is behind them."""


def of_torch(X: Tensor) -> Tensor:
    """In double precision, by the operator that an answer may not use."""
    return X.double().softmax(dim=1)


def scores(generator: torch.Generator, rows: int, classes: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Random scores, all of a row at least half from each other and from 0, and every second row negative."""
    steps = 0.5 + torch.rand(rows, classes, generator=generator, dtype=torch.float64)
    order = torch.rand(rows, classes, generator=generator).argsort(dim=1)
    X = steps.cumsum(dim=1).gather(1, order)
    X[1::2] *= -1
    return X.to(dtype)


def expect_probabilities(stable_softmax, X: Tensor, why: str, tolerance: float = 2e-5) -> None:
    __tracebackhide__ = True
    expect_tensor(stable_softmax(X), of_torch(X), f"stable_softmax({show(X, 7)})", why, tolerance)


@pytest.mark.points(2)
def test_small_scores_become_what_softmax_makes_of_them(stable_softmax, generator):
    """It is the same function, computed in another way: where softmax works, nothing changes."""
    for dtype in DTYPES:
        for rows, classes in ((2, 3), (6, 10), (4, 4), (1, 5), (3, 1)):
            X = scores(generator, rows, classes, dtype)
            why = _("Each number is exp of its score, divided by the sum of exp over its own row.")
            expect_probabilities(stable_softmax, X, why)
            call = f"stable_softmax({show(X)})"
            expect_like(stable_softmax(X), X.shape, dtype, call, _("The shape and the precision stay as they are."))


@pytest.mark.points(2)
def test_scores_of_ten_thousand_do_not_overflow(stable_softmax, generator):
    """A model that is sure has large scores, and one inf in an epoch makes every parameter nan."""
    for dtype in DTYPES:
        for size in (200, 10_000):
            X = scores(generator, 4, 3).abs().round(decimals=2).to(dtype) + size
            why = _("Whatever is added to all scores of a row, the probabilities stay the same.")
            expect_probabilities(stable_softmax, X, why, ROUNDED)
        X = tensor([[10_000, 0, -10_000], [-10_000, 10_000, 0]], dtype)
        why = _("What is 10000 below the largest score of its row has the probability 0.")
        expect_probabilities(stable_softmax, X, why)


@pytest.mark.points(1)
def test_rows_of_very_low_scores_sum_to_one_too(stable_softmax, generator):
    """Where every exponential of a row is 0, there is nothing to divide by."""
    X = -scores(generator, 4, 3).abs().round(decimals=2) - 10_000
    why = _("All of these scores are low, but one of them is the largest of its row.")
    expect_probabilities(stable_softmax, X, why, ROUNDED)
    for dtype in DTYPES:
        X = torch.full((2, 4), -1e30, dtype=dtype)
        why = _("The scores of a row are equal, and so are its probabilities: 1 / 4 each.")
        expect_probabilities(stable_softmax, X, why)


@pytest.mark.points(2)
def test_rows_that_are_far_apart_do_not_disturb_each_other(stable_softmax, generator):
    """The rows of a batch are different images: what one scores must not change another's probabilities."""
    for dtype in DTYPES:
        X = scores(generator, 3, 3, dtype).round(decimals=2)
        X += tensor([[10_000], [0], [-10_000]], dtype)
        why = _("Each row has a largest score of its own, and is computed as if it were alone.")
        expect_probabilities(stable_softmax, X, why, ROUNDED)


@pytest.mark.points(2)
def test_the_gradients_are_right_and_finite(stable_softmax, generator):
    """Training goes through softmax backwards, and a single nan in a gradient ends it."""
    for dtype in DTYPES:
        for size in (0, 10_000, -10_000):
            X = (scores(generator, 4, 3).round(decimals=2).to(dtype) + size).requires_grad_()
            upstream = scores(generator, 4, 3, dtype)
            got = stable_softmax(X)
            call = f"stable_softmax({show(X, 7)})"
            if not (isinstance(got, Tensor) and got.requires_grad):
                why = _("It was cut off from X: is X taken out of the graph?")
                fail(call, got, _("a tensor that gradients flow through"), why)
            (got * upstream).sum().backward()
            P, G = of_torch(X.detach()), upstream.double()
            expected = P * (G - (P * G).sum(dim=1, keepdim=True))
            why = _("The gradient has to be that of the formula, also where the scores are large.")
            expect_tensor(X.grad, expected, _("the gradient of {call}").format(call=call), why, 5 * ROUNDED)


@pytest.mark.points(1)
def test_the_scores_are_left_unchanged(stable_softmax, arguments_after, generator):
    """The caller may need the scores again; a function that changes its input surprises everyone."""
    X = scores(generator, 3, 4)
    expect_computed(stable_softmax, X, 1 - X, f"stable_softmax({show(X)})")
    [after] = arguments_after(stable_softmax, X)
    why = _("The tensor X itself was changed. Build the result in a new tensor.")
    expect_tensor(after, X, _("X after stable_softmax(X)"), why, tolerance=0)
