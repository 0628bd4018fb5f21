"""Cross-entropy (3.6.4): the loss of a sample is minus the log of what its true class got."""

import math
from gettext import gettext as _

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from tests.graded.expect import DTYPES, expect_computed, expect_like, expect_tensor, fail, show, tensor

CALL = "cross_entropy(y_hat, y)"
SMALL = 0.0002
"""A probability of the true class: where a model is most wrong it has most to learn."""


def of_torch(y_hat: Tensor, y: Tensor) -> Tensor:
    """In double precision, by the operator that an answer may not use."""
    return functional.nll_loss(y_hat.double().log(), y, reduction="none")


def batch(
    generator: torch.Generator, rows: int, classes: int, dtype: torch.dtype = torch.float32
) -> tuple[Tensor, Tensor]:
    """Probabilities, none below 0.01 / classes, and labels."""
    weights = 0.02 + torch.rand(rows, classes, generator=generator, dtype=torch.float64)
    return (weights / weights.sum(dim=1, keepdim=True)).to(dtype), torch.randint(classes, (rows,), generator=generator)


def sure_of_the_last(y_hat: Tensor, y: Tensor) -> Tensor:
    """The same but for the last row: its label is the likeliest class, with a loss that no rounding leaves as it is."""
    if y_hat.shape[1] > 1:
        probability = math.exp(-0.12345)
        y_hat[-1] *= (1 - probability) / (1 - y_hat[-1, y[-1]])
        y_hat[-1, y[-1]] = probability
    return y_hat


def called(y_hat: Tensor, y: Tensor) -> str:
    return f"cross_entropy({show(y_hat)}; {show(y)})"


@pytest.mark.points(4)
def test_the_example_of_the_book_picks_the_true_classes(cross_entropy, generator):
    """y_hat[[0, 1], y] takes one number from each row: here 0.1 and 0.5."""
    y_hat, y = tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])
    why = _("The true classes 0 and 2 got the probabilities 0.1 and 0.5; the losses are minus their natural logs.")
    call = "cross_entropy([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]], [0, 2])"
    expect_tensor(cross_entropy(y_hat, y), of_torch(y_hat, y), call, why)
    y_hat, y = batch(generator, 2, 3)
    y[0] = 1 + y[0] % 2
    y[1] %= y[0]  # the losses in the order of the classes would be others
    y_hat[0, y[0]] = 10 * SMALL
    why = _("The same holds for other probabilities and labels.")
    expect_tensor(cross_entropy(y_hat, y), of_torch(y_hat, y), called(y_hat, y), why)


@pytest.mark.points(4)
def test_random_batches_have_the_right_losses(cross_entropy, generator):
    """More rows than classes and fewer: pairing each row with its own label works for both."""
    for dtype in DTYPES:
        for rows, classes in ((7, 10), (10, 3), (4, 4)):
            y_hat, y = batch(generator, rows, classes, dtype)
            y_hat = sure_of_the_last(y_hat, y)
            y_hat[0, y[0]] = SMALL
            why = _("Loss i is minus the natural log of row i at class y[i].")
            expect_tensor(cross_entropy(y_hat, y), of_torch(y_hat, y), called(y_hat, y), why)


@pytest.mark.points(2)
def test_there_is_one_loss_a_sample(cross_entropy, arguments_after, generator):
    """The losses are summed or averaged later, where it is known which of the two is wanted."""
    for dtype in DTYPES:
        y_hat, y = batch(generator, 5, 3, dtype)
        why = _("Return the losses of all samples in one dimension, neither summed nor averaged, in y_hat's dtype.")
        other = batch(generator, 5, 3, dtype)[0]
        got = expect_computed(cross_entropy, y_hat, other, called(y_hat, y), y)
        expect_like(got, (5,), dtype, called(y_hat, y), why)
        why = _("The tensor y itself was changed, and the labels are needed again: for the accuracy, for one.")
        expect_tensor(arguments_after(cross_entropy, y_hat, y)[1], y, _("y after {call}").format(call=CALL), why)


@pytest.mark.points(2)
def test_one_sample_one_class_and_two_classes_work(cross_entropy, generator):
    """The last batch of an epoch may hold a single image."""
    for rows, classes in ((1, 3), (3, 1), (6, 2)):
        y_hat, y = batch(generator, rows, classes)
        y[0] = (y[-1] + 1) % classes if rows > 1 else y[0]  # no label is that of all rows
        y_hat = sure_of_the_last(y_hat, y)
        if classes > 1:
            y_hat[0, (y[0] + 1) % classes] = SMALL
        for labels in ((y + shift) % classes for shift in range(classes)):  # likely classes and unlikely ones
            why = _("Small batches follow the same formula.")
            expect_tensor(cross_entropy(y_hat, labels), of_torch(y_hat, labels), called(y_hat, labels), why)


@pytest.mark.points(3)
def test_gradients_flow_back_to_the_probabilities(cross_entropy, generator):
    """Training follows the loss downhill; the slope at the true class is -1 / probability, elsewhere 0."""
    for dtype in DTYPES:
        y_hat, y = batch(generator, 5, 4, dtype)
        y_hat = sure_of_the_last(y_hat, y)
        y_hat[0, y[0]] = 10 * SMALL
        expected = torch.zeros(5, 4, dtype=torch.float64)
        for row, (values, label) in enumerate(zip(y_hat.tolist(), y.tolist(), strict=True)):
            expected[row, label] = -1 / values[label]
        got = cross_entropy(y_hat.requires_grad_(), y)
        if not (isinstance(got, Tensor) and got.requires_grad):
            why = _("They were cut off from y_hat.")
            fail(called(y_hat, y), got, _("losses that gradients flow through"), why)
        got.sum().backward()
        why = _("Only the true class of a sample moves its loss.")
        expect_tensor(y_hat.grad, expected, _("the gradient of {call}").format(call=called(y_hat, y)), why)
