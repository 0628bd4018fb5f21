"""Accuracy on a data set (3.6.5): right predictions over samples, from all batches together."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

import pytest
import torch
from torch import Tensor

from tests.graded.expect import DTYPES, expect_number, fail
from tests.graded.regression import labels

CLASSES = 4
EVEN = ((5, 1), (5, 4), (5, 3))
UNEVEN = ((5, 4), (5, 2), (2, 1))


def situation(
    generator: torch.Generator,
    sizes: Sequence[tuple[int, int]],
    dtype: torch.dtype = torch.float32,
    net: str = "function",
) -> dict[str, Any]:
    """A net that only puts its features in another order; for each pair a batch: its samples, how many are right."""
    W = torch.eye(CLASSES, dtype=torch.float64)[:, torch.randperm(CLASSES, generator=generator)]

    def batch(size: int, right: int) -> tuple[Tensor, Tensor]:
        scores = 0.5 * torch.rand(size, CLASSES, generator=generator, dtype=torch.float64)
        winners = torch.randint(CLASSES, (size,), generator=generator)
        scores[range(size), winners] = 0.9
        return (scores @ W.T).to(dtype), labels(generator, winners, CLASSES, right)

    return {"net": net, "W": W.to(dtype), "batches": [batch(size, right) for size, right in sizes]}


def called(sizes: Sequence[tuple[int, int]], data_iter: str = "list") -> str:
    message = _("evaluate_accuracy(net, data_iter) with a {data_iter} of batches: right are {rights}")
    rights = ", ".join(f"{right}/{size}" for size, right in sizes)
    return message.format(data_iter=data_iter, rights=rights)


def expect_fraction(played: dict[str, Any], sizes: Sequence[tuple[int, int]], call: str, why: str) -> None:
    __tracebackhide__ = True
    expected = sum(right for _size, right in sizes) / sum(size for size, _right in sizes)
    expect_number(played["returned"], expected, call, why)


def expect_used(played: dict[str, Any], call: str) -> None:
    __tracebackhide__ = True
    if played["predicted"] is not True:
        fail(_("{call}: did the net predict?").format(call=call), False, "True", _("Each batch goes through the net."))


@pytest.mark.points(3)
def test_it_is_the_fraction_of_right_predictions(play_evaluation, generator):
    """A count grows with the data set; a fraction can be compared, between training and test data too."""
    for dtype in DTYPES:
        for sizes in (((8, 5),), EVEN):
            played = play_evaluation(**situation(generator, sizes, dtype))
            why = _("Count the right predictions of all batches, and divide by the number of all samples.")
            expect_fraction(played, sizes, called(sizes), why)


@pytest.mark.points(2)
def test_a_smaller_batch_counts_by_its_samples(play_evaluation, generator):
    """The last batch is often smaller: a mean of the batches' fractions would give its samples too much weight."""
    for sizes in (UNEVEN, ((6, 2), (1, 1))):
        played = play_evaluation(**situation(generator, sizes))
        why = _("Add up right predictions and samples over all batches, and divide once, at the end.")
        expect_fraction(played, sizes, called(sizes), why)


@pytest.mark.points(2)
def test_a_module_is_in_evaluation_mode(play_evaluation, generator):
    """In training mode Dropout switches features off, and BatchNorm learns from the data that should only be tested."""
    played = play_evaluation(**situation(generator, EVEN, net="module"))
    call = _("{call}, net a Module in training mode").format(call=called(EVEN))
    expect_used(played, call)
    if played["in_training_mode"] is not False:
        why = _("A Module comes from training; its evaluation mode has to be set before it predicts.")
        fail(_("{call}: was the net in training mode when it predicted?").format(call=call), True, "False", why)
    if played["norm_batches"] != 0:
        why = _("A net that is only measured learns nothing.")
        call = _("{call}: the number of batches that its BatchNorm layer learned from").format(call=call)
        fail(call, played["norm_batches"], "0", why)


@pytest.mark.points(1)
def test_no_gradients_are_recorded(play_evaluation, generator):
    """Recording costs time and memory, and without a backward pass it is for nothing."""
    for net in ("function", "module"):
        played = play_evaluation(**situation(generator, EVEN, net=net))
        expect_used(played, called(EVEN))
        if played["recorded"] is not False:
            why = _("Let the net predict in a context in which torch records nothing.")
            call = _("{call}: were gradients recorded when the net predicted?").format(call=called(EVEN))
            fail(call, True, "False", why)
        if played["records_afterwards"] is not True:
            why = _("The training goes on afterwards, so switch recording off only for as long as the net predicts.")
            call = _("{call}: are gradients recorded again afterwards?").format(call=called(EVEN))
            fail(call, False, "True", why)


@pytest.mark.points(1)
def test_the_batches_are_gone_through_once(play_evaluation, generator):
    """A data set may be larger than the memory: an iterator such as a generator gives each batch a single time."""
    played = play_evaluation(**situation(generator, EVEN), data_iter="generator")
    why = _("Take both counts from a batch while you have it: it does not come again, and an iterator has no length.")
    expect_fraction(played, EVEN, called(EVEN, "generator"), why)


@pytest.mark.points(1)
def test_the_best_net_has_1_and_the_worst_0(play_evaluation, generator):
    """The ends of the scale are easy to check by hand, and a good place to see that it is one."""
    for sizes in (((3, 3), (3, 3)), ((3, 0), (3, 0)), ((1, 1),), ((1, 0),)):
        played = play_evaluation(**situation(generator, sizes))
        why = _("With every prediction right it is 1, with none it is 0; one sample is either.")
        expect_fraction(played, sizes, called(sizes), why)
