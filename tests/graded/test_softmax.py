"""Softmax (3.6.2): rows of scores become rows of probabilities."""

from gettext import gettext as _

import pytest
import torch
from torch import Tensor

from tests.graded.expect import DTYPES, expect_computed, expect_like, expect_tensor, fail, show, tensor


def of_torch(X: Tensor) -> Tensor:
    """In double precision, by the operator that an answer may not use."""
    return X.double().softmax(dim=1)


def scores(generator: torch.Generator, rows: int, classes: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Random scores; neither the highest of a row nor its sum is close to 0, and all of a second row are negative.

    Whether a mistake ends in NaN hangs on that, or in so large a number that rounding shows. None of the rows sinks so
    low that a tiny constant beside its sum, which some add against a division by zero, would be seen.
    """
    X = torch.randn(rows, classes, generator=generator, dtype=torch.float64)
    X += X.amax(dim=1, keepdim=True).abs() < 0.5
    X += (X.sum(dim=1, keepdim=True).abs() < 0.5) / classes
    below = X[1:2].abs()
    X[1:2] = below.amin(dim=1, keepdim=True) - below - 0.5
    return X.to(dtype)


@pytest.mark.points(3)
def test_the_worked_example_comes_out_right(softmax, generator):
    """The smallest case that shows it all: two rows, three classes."""
    X = tensor([[1, 2, 3], [4, 5, 6]])
    why = _("Both rows rise by one from class to class, so both have the same probabilities.")
    expect_tensor(softmax(X), of_torch(X), "softmax([[1, 2, 3], [4, 5, 6]])", why)
    X = scores(generator, 2, 3)
    why = _("The same steps hold for other scores.")
    expect_tensor(softmax(X), of_torch(X), f"softmax({show(X)})", why)


@pytest.mark.points(2)
def test_every_row_sums_to_one(softmax, generator):
    """Probabilities of the classes of one image have to add up to 1; those of one class need not."""
    for rows, classes in ((30, 3), (4, 4)):
        X = scores(generator, rows, classes)
        got = expect_computed(softmax, X, 1 - X, f"softmax({show(X)})")
        expect_like(got, X.shape, X.dtype, f"softmax({show(X)})", _("Each score becomes one probability."))
        why = _("A row holds the classes of one sample, and one of them is true. Which dimension do you sum along?")
        expect_tensor(got.sum(dim=1), torch.ones(rows), f"softmax({show(X)}).sum(dim=1)", why)


@pytest.mark.points(3)
def test_random_scores_become_the_right_probabilities(softmax, generator):
    """The formula holds for every batch, square or not, whichever numbers are in it."""
    for dtype in DTYPES:
        for rows, classes, size in ((6, 10, 1), (3, 3, 1), (2, 5, 1), (5, 4, 12)):
            X = size * scores(generator, rows, classes, dtype)
            if size > 1:  # a model that is sure has large ones
                X[-1, :2] = torch.tensor([30.0, 29.0])
            why = _("Each number is exp of its score, divided by the sum of exp over its own row.")
            expect_tensor(softmax(X), of_torch(X), f"softmax({show(X)})", why)


@pytest.mark.points(2)
def test_shape_and_dtype_stay_as_they_are(softmax, generator):
    """What comes after softmax counts on a batch of the same shape, in the precision that went in."""
    for dtype in DTYPES:
        X = scores(generator, 4, 3, dtype)
        why = _("Softmax changes the numbers, not the shape or the precision.")
        got = expect_computed(softmax, X, 1 - X, f"softmax({show(X)})")
        expect_like(got, X.shape, dtype, f"softmax({show(X)})", why)


@pytest.mark.points(1)
def test_one_row_one_class_and_two_classes_work(softmax, generator):
    """A batch may hold a single image, and the formula works for any number of classes."""
    for rows, classes in ((1, 4), (1, 1), (3, 1), (5, 2)):
        X = scores(generator, rows, classes)
        why = _("Small batches follow the same formula; a dimension of size 1 has to survive.")
        expect_tensor(softmax(X), of_torch(X), f"softmax({show(X)})", why)


@pytest.mark.points(2)
def test_gradients_flow_back_to_the_scores(softmax, generator):
    """Training adjusts the scores through softmax; without a gradient nothing is learned."""
    for dtype in DTYPES:
        X = scores(generator, 4, 3, dtype).requires_grad_()
        upstream = scores(generator, 4, 3, dtype)
        got = softmax(X)
        call = f"softmax({show(X)})"
        if not (isinstance(got, Tensor) and got.requires_grad):
            why = _("It was cut off from X: is X taken out of the graph?")
            fail(call, got, _("a tensor that gradients flow through"), why)
        (got * upstream).sum().backward()
        P, G = of_torch(X.detach()), upstream.double()
        expected = P * (G - (P * G).sum(dim=1, keepdim=True))
        why = _("The gradient has to be that of the formula.")
        expect_tensor(X.grad, expected, _("the gradient of {call}").format(call=call), why)


@pytest.mark.points(2)
def test_the_scores_are_left_unchanged(softmax, arguments_after, generator):
    """The caller may need the scores again; a function that changes its input surprises everyone."""
    X = scores(generator, 3, 4)
    expect_computed(softmax, X, 1 - X, f"softmax({show(X)})")
    [after] = arguments_after(softmax, X)
    why = _("The tensor X itself was changed. Build the result in a new tensor.")
    expect_tensor(after, X, _("X after softmax(X)"), why, tolerance=0)
