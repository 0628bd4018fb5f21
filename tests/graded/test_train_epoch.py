"""One epoch of training (3.6.6): predict, measure, update, batch after batch."""

from gettext import gettext as _
from typing import Any

import pytest
import torch
from torch import Tensor

from tests.graded.expect import DTYPES, expect_number, expect_tensor, fail, show
from tests.graded.regression import Batches, labels, one_epoch

FEATURES, CLASSES, LEARNING_RATE = 5, 3, 0.5
CALL = "train_epoch_ch3(net, train_iter, loss, updater)"


def situation(generator: torch.Generator, sizes: tuple[int, ...], dtype: torch.dtype) -> dict[str, Any]:
    """A softmax regression at the start of an epoch, which is right about the first sample, and such batches."""

    def normal(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=generator, dtype=torch.float64).to(dtype)

    batches = [(normal(n, FEATURES), torch.randint(CLASSES, (n,), generator=generator)) for n in sizes]
    W, b = normal(FEATURES, CLASSES), normal(CLASSES)
    X, y = batches[0]
    y[0] = (X[0] @ W + b).argmax()  # whoever divides by the number right finds one
    return {"W": W, "b": b, "batches": batches, "learning_rate": LEARNING_RATE}


def drawn_sizes(generator: torch.Generator) -> tuple[int, ...]:
    """The sizes of more batches than anybody counts on."""
    return (4,) * int(torch.randint(4, 8, (), generator=generator))


def measured(generator: torch.Generator, batches: tuple[tuple[int, int], ...], learning_rate: float) -> dict[str, Any]:
    """As situation; for each pair a batch: its samples, and how many of them are right before the first update."""
    given = situation(generator, tuple(size for size, _right in batches), torch.float32)
    labelled = []
    for (X, _y), (_size, right) in zip(given["batches"], batches, strict=True):
        predicted = (X @ given["W"] + given["b"]).argmax(dim=1)
        labelled.append((X, labels(generator, predicted, CLASSES, right)))
    return {**given, "batches": labelled, "learning_rate": learning_rate}


MEASURED = (
    (((4, 1), (4, 3), (4, 3)), 0.0),
    (((5, 4), (5, 3), (2, 0)), 0.0),
    (((6, 0),), 50.0),
)
"""Batches and learning rates with which wrong updates cannot touch the metrics: none, or the first after them.

Of the last batch none is right before the update, and some are after it.
"""


def many_batches(generator: torch.Generator) -> tuple[tuple[tuple[int, int], ...], float]:
    """More of them, with fewer and fewer right."""
    return tuple((size, max(0, 3 - place)) for place, size in enumerate(drawn_sizes(generator))), 0.0


def with_batches(call: str, batches: Batches) -> str:
    sizes = ", ".join(str(len(y)) for X, y in batches)
    return _("{call} with batches of {sizes} samples").format(call=call, sizes=sizes)


def expect_parameters(played: dict[str, Any], given: dict[str, Any], call: str, why: str) -> None:
    __tracebackhide__ = True
    expected = one_epoch(**given)
    for name in ("W", "b"):
        where = _("{value} after {call}").format(value=name, call=with_batches(call, given["batches"]))
        expect_tensor(played[name], getattr(expected, name), where, why, tolerance=1e-4)


def expect_metric(played: dict[str, Any], index: int, expected: float, call: str, why: str) -> None:
    """The number at this index of the pair that was returned."""
    __tracebackhide__ = True
    returned = played["returned"]
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        fail(call, returned, _("two numbers: the mean loss and the accuracy"), why)
    expect_number(returned[index], expected, f"{call}[{index}] == {show(returned)}[{index}]", why, tolerance=1e-4)


@pytest.mark.points(5)
def test_an_optimizer_steps_once_a_batch_on_the_mean_loss(play_epoch, generator):
    """A torch Optimizer steps on whatever gradients lie there: cleared before, and of the mean loss."""
    for dtype in DTYPES:
        for sizes in (drawn_sizes(generator), (6, 3)):
            given = situation(generator, sizes, dtype)
            played = play_epoch(net="module", updater="optimizer", **given)
            why = _("Each batch: clear old gradients, take those of the batch's mean loss, then step, once.")
            expect_parameters(played, given, _("{call} with a torch Optimizer").format(call=CALL), why)


@pytest.mark.points(5)
def test_any_other_updater_gets_summed_gradients_and_the_batch_size(play_epoch, generator):
    """The book's sgd divides by the batch size itself, so it has to get the gradients of the sum."""
    for dtype in DTYPES:
        for sizes in (drawn_sizes(generator), (6, 3)):
            given = situation(generator, sizes, dtype)
            played = play_epoch(net="module", updater="function", **given)
            why = _("Each batch: gradients of the batch's summed loss, then updater(number of its samples), once.")
            expect_parameters(played, given, _("{call} with updater = sgd").format(call=CALL), why)


@pytest.mark.points(2)
def test_a_net_may_be_a_plain_function(play_epoch, generator):
    """The chapter's own net is a function of X: it has no train() to call."""
    for updater in ("function", "optimizer"):
        given = situation(generator, (5, 5), torch.float32)
        played = play_epoch(net="function", updater=updater, **given)
        why = _("A net that is a function trains just like a Module.")
        expect_parameters(played, given, _("{call} with a function for a net").format(call=CALL), why)


@pytest.mark.points(3)
def test_a_module_is_put_into_training_mode(play_epoch, generator):
    """Layers such as Dropout and BatchNorm work differently in training; the net may come from evaluation."""
    given = situation(generator, (4, 4), torch.float32)
    played = play_epoch(net="module", updater="optimizer", **given)
    if played["modes"] != [True] * 2 or played["norm_batches"] != 2:
        why = _("The net came in evaluation mode, and its BatchNorm layer learned nothing from the batches.")
        call = _("{call}: was the net in training mode, batch by batch?").format(call=CALL)
        fail(call, played["modes"], "[True, True]", why)


@pytest.mark.points(4)
def test_the_loss_is_the_mean_over_all_samples(play_epoch, generator):
    """The last batch is often smaller, so the mean of the batches' means is not the mean over samples."""
    for batches, learning_rate in (*MEASURED, many_batches(generator)):
        for updater in ("optimizer", "function"):
            given = measured(generator, batches, learning_rate)
            played = play_epoch(net="function", updater=updater, **given)
            call = with_batches(CALL, given["batches"])
            why = _("The summed loss of all samples, each as it was before its batch's update, over their number.")
            expect_metric(played, 0, one_epoch(**given).mean_loss, call, why)


@pytest.mark.points(4)
def test_the_accuracy_is_the_fraction_of_all_samples(play_epoch, generator):
    """Right predictions and samples are counted over the whole epoch, then divided."""
    for batches, learning_rate in (*MEASURED, many_batches(generator)):
        for updater in ("optimizer", "function"):
            given = measured(generator, batches, learning_rate)
            played = play_epoch(net="function", updater=updater, **given)
            call = with_batches(CALL, given["batches"])
            why = _("The right predictions of all samples, each made before its batch's update, over their number.")
            expect_metric(played, 1, one_epoch(**given).accuracy, call, why)


@pytest.mark.points(2)
def test_a_single_uneven_batch_is_enough(play_epoch, generator):
    """Nothing may hang on there being a second batch, or on its size."""
    given = measured(generator, ((1, 0),), 0.1)
    played = play_epoch(net="function", updater="function", **given)
    expected = one_epoch(**given)
    call = _("{call} with one batch of one sample").format(call=CALL)
    expect_metric(played, 0, expected.mean_loss, call, _("One sample is its own mean."))
    expect_parameters(played, given, CALL, _("Every batch is learned from, the only one too."))
