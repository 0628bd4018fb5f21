"""Accuracy (3.6.5): how many predictions are right."""

import itertools
from collections.abc import Iterator
from gettext import gettext as _

import pytest
import torch
from torch import Tensor

from tests.graded.expect import DTYPES, expect_number, expect_tensor, show, tensor


def count(predicted: Tensor, y: Tensor) -> int:
    return sum(p == k for p, k in zip(predicted.tolist(), y.tolist(), strict=True))


def scored(
    generator: torch.Generator, rows: int, classes: int, dtype: torch.dtype = torch.float32, right: int | None = None
) -> tuple[Tensor, Tensor, Tensor]:
    """Scores below 1 with a clear winner in every row, each with a score of its own, the winners, and labels.

    So many labels (about half of them unless it is said) are right.
    """
    best = 0.3 + 0.6 * torch.randperm(rows, generator=generator, dtype=torch.float64).unsqueeze(1) / rows
    y_hat = (best - 0.1) * torch.rand(rows, classes, generator=generator, dtype=torch.float64)
    winners = torch.randint(classes, (rows,), generator=generator)
    y_hat[range(rows), winners] = best.squeeze(1)
    ranks = torch.randint(1, classes, (rows,), generator=generator)
    places = torch.randperm(rows, generator=generator)
    right = (rows + 1) // 2 if right is None else right
    ranks[places[:right]] = 0
    ranks[places[right : right + 1]] = 1  # what accepts the second best shows it
    y = y_hat.argsort(dim=1, descending=True).gather(1, ranks.unsqueeze(1)).squeeze(1)
    return y_hat.to(dtype), winners, y


def every_labelling(generator: torch.Generator, rows: int, classes: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """A small table with all labels that there can be, as its rows have other winners, each moved by another step."""
    y_hat, winners, _labels = scored(generator, rows, classes)
    for shift, *labels in itertools.product(range(classes), repeat=1 + rows):
        steps = [shift * (row + 1) for row in range(rows)]
        moved = [scores.roll(step) for scores, step in zip(y_hat, steps, strict=True)]
        yield torch.stack(moved), (winners + torch.tensor(steps)) % classes, torch.tensor(labels)


def called(y_hat: Tensor, y: Tensor) -> str:
    return f"accuracy({show(y_hat)}; {show(y)})"


@pytest.mark.points(3)
def test_the_example_of_the_book_has_one_right_prediction(accuracy, generator):
    """Both rows score class 2 highest; only the second sample is of class 2."""
    y_hat, y = tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])
    why = _("The prediction of a row is the position of its highest score. Right are: not the first, but the second.")
    expect_number(accuracy(y_hat, y), 1, "accuracy([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]], [0, 2])", why)
    for y_hat, winners, y in every_labelling(generator, 2, 3):
        why = _("The same holds for other scores and labels.")
        expect_number(accuracy(y_hat, y), count(winners, y), called(y_hat, y), why)


@pytest.mark.points(4)
def test_it_counts_the_right_predictions(accuracy, generator):
    """A count, not a fraction: counts of batches of different sizes can be added up."""
    for dtype in DTYPES:
        many = int(torch.randint(30, 60, (), generator=generator))
        for rows, classes, right in ((7, 3, 7), (many, 10, 11), (7, 3, 4), (5, 5, 2)):
            y_hat, winners, y = scored(generator, rows, classes, dtype, right)
            why = _("Compare the predicted class of each row with its label, and count the agreements.")
            on_the_graph = y_hat.requires_grad_()  # as those of a model that trains are
            expect_number(accuracy(on_the_graph, y), count(winners, y), called(y_hat, y), why)


@pytest.mark.points(3)
def test_scores_may_be_negative_or_large(accuracy, generator):
    """Scores need not be probabilities: only their order within a row matters."""
    for shift, factor, right in ((1, 1, 12), (0, 100, 7), (0.85, 1, 12), (1, 1, 5)):
        y_hat, winners, y = scored(generator, 12, 4, right=right)
        scores = factor * (y_hat - shift)
        why = _("The highest score of a row wins, whatever its size or sign.")
        expect_number(accuracy(scores, y), count(winners, y), called(scores, y), why)


@pytest.mark.points(3)
def test_predicted_classes_are_taken_as_they_are(accuracy, arguments_after, generator):
    """y_hat may already be the predicted classes, in one dimension: then there is nothing to choose."""
    for rows, right in ((9, 3), (5, 4), (12, 2), (7, 7), (10, 1)):  # one count may be right by chance, five are not
        predicted, y = scored(generator, rows, 4, right=right)[1:]
        why = _("In one dimension y_hat holds classes, not scores; compare them with y directly.")
        expect_number(accuracy(predicted, y), count(predicted, y), called(predicted, y), why)
        why = _("The tensor {name} itself was changed. Whoever calls may need it again.")
        after = dict(zip(("y_hat", "y"), arguments_after(accuracy, predicted, y), strict=True))
        for name, expected in (("y_hat", predicted), ("y", y)):
            call = _("{name} after accuracy(y_hat, y)").format(name=name)
            expect_tensor(after[name], expected, call, why.format(name=name))


@pytest.mark.points(2)
def test_one_row_and_two_classes_work(accuracy, generator):
    """The last batch of an epoch may hold a single image."""
    for rows, classes in ((1, 3), (3, 2), (1, 2), (4, 2), (1, 4)):
        for y_hat, winners, y in every_labelling(generator, rows, classes):
            why = _("A small batch is counted like a large one.")
            expect_number(accuracy(y_hat, y), count(winners, y), called(y_hat, y), why)
