"""Accuracy (3.6.5): how many predictions are right."""

from gettext import gettext as _

import pytest
import torch
from torch import Tensor

from tests.graded.expect import DTYPES, expect_number, show, tensor


def count(predicted: Tensor, y: Tensor) -> int:
    return sum(p == k for p, k in zip(predicted.tolist(), y.tolist(), strict=True))


def scored(
    generator: torch.Generator, rows: int, classes: int, dtype: torch.dtype = torch.float32
) -> tuple[Tensor, Tensor, Tensor]:
    """Scores below 1 with a clear winner in every row, the winners, and labels about half of which agree."""
    y_hat = 0.8 * torch.rand(rows, classes, generator=generator, dtype=torch.float64)
    winners = torch.randint(classes, (rows,), generator=generator)
    y_hat[range(rows), winners] = 0.9
    others = torch.randint(classes, (rows,), generator=generator)
    return y_hat.to(dtype), winners, torch.where(torch.rand(rows, generator=generator) < 0.5, winners, others)


def called(y_hat: Tensor, y: Tensor) -> str:
    return f"accuracy({show(y_hat)}; {show(y)})"


@pytest.mark.points(3)
def test_the_example_of_the_book_has_one_right_prediction(accuracy, generator):
    """Both rows score class 2 highest; only the second sample is of class 2."""
    y_hat, y = tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])
    why = _("The prediction of a row is the position of its highest score. Right are: not the first, but the second.")
    expect_number(accuracy(y_hat, y), 1, "accuracy([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]], [0, 2])", why)
    for _again in range(5):  # one count of two may be right by chance
        y_hat, winners, y = scored(generator, 2, 3)
        why = _("The same holds for other scores and labels.")
        expect_number(accuracy(y_hat, y), count(winners, y), called(y_hat, y), why)


@pytest.mark.points(4)
def test_it_counts_the_right_predictions(accuracy, generator):
    """A count, not a fraction: counts of batches of different sizes can be added up."""
    for dtype in DTYPES:
        for rows, classes in ((20, 10), (7, 3), (5, 5)):
            y_hat, winners, y = scored(generator, rows, classes, dtype)
            why = _("Compare the predicted class of each row with its label, and count the agreements.")
            expect_number(accuracy(y_hat, y), count(winners, y), called(y_hat, y), why)


@pytest.mark.points(3)
def test_scores_may_be_negative_or_large(accuracy, generator):
    """Scores need not be probabilities: only their order within a row matters."""
    y_hat, winners, y = scored(generator, 12, 4)
    for scores in (y_hat - 1, 100 * y_hat, y_hat - 0.85):
        why = _("The highest score of a row wins, whatever its size or sign.")
        expect_number(accuracy(scores, y), count(winners, y), called(scores, y), why)


@pytest.mark.points(3)
def test_predicted_classes_are_taken_as_they_are(accuracy, generator):
    """y_hat may already be the predicted classes, in one dimension: then there is nothing to choose."""
    for rows in (9, 5, 12, 7, 10):  # one count may be right by chance, five are not
        predicted, y = scored(generator, rows, 4)[1:]
        why = _("In one dimension y_hat holds classes, not scores; compare them with y directly.")
        expect_number(accuracy(predicted, y), count(predicted, y), called(predicted, y), why)


@pytest.mark.points(2)
def test_one_row_and_two_classes_work(accuracy, generator):
    """The last batch of an epoch may hold a single image."""
    for rows, classes in ((1, 3), (3, 2), (1, 2), (4, 2), (1, 4)):
        y_hat, winners, y = scored(generator, rows, classes)
        for labels in (y, winners, (winners + 1) % classes):
            why = _("A small batch is counted like a large one.")
            expect_number(accuracy(y_hat, labels), count(winners, labels), called(y_hat, labels), why)
