"""The book's closing checks, and what is said to try where a training misses them."""

import math

import pytest

from given.learned import Remedies, check_learned
from given.training import EpochMetrics

OPTIONS = Remedies("--epochs 20", "--lr 0.01", "--lr 1")


def history(*losses: float, train: float = 0.85, test: float = 0.83) -> list[EpochMetrics]:
    return [EpochMetrics(epoch, loss, train, test) for epoch, loss in enumerate(losses, start=1)]


def test_a_model_that_has_learned_passes() -> None:
    check_learned(history(0.9, 0.45))
    check_learned(history(0.0, train=1.0, test=1.0))


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ((1.2, 0.8, 0.6), "0.6 after epoch 3; .*below 0.5. It is still falling.*try --epochs 20"),
        ((2.0,), "2 after epoch 1; .*still falling.*try --epochs 20"),
        ((2.31, 2.3, 2.3), "stayed where it began, at 2.31. The steps may be too small: try --lr 1"),
        ((2.3,), "stayed where it began, at 2.303.*try --lr 1"),
        ((0.9, 1.4), "grown, from 0.9. The steps may be too large: try --lr 0.01.*sign of the loss"),
        ((3.5,), "grown, from 2.303"),
        ((1.2, 0.6, 0.9), "lower before, 0.6, .*too large: try --lr 0.01"),
        ((1.2, math.nan), "nan after epoch 2; .*the training ends here.*try --lr 0.01"),
        ((math.inf,), "inf after epoch 1; .*the training ends here.*try --lr 0.01"),
        ((1.2, 0.5), "0.5 after epoch 2; .*below 0.5"),
    ],
)  # fmt: skip
def test_a_loss_that_has_not_fallen_below_a_half_is_reported_with_what_to_try(
    losses: tuple[float, ...], said: str
) -> None:
    with pytest.raises(AssertionError, match=f"The training loss is (.* )?{said}"):
        check_learned(history(*losses), OPTIONS)


def test_in_a_notebook_what_to_try_is_the_arguments() -> None:
    with pytest.raises(AssertionError, match="try a larger num_epochs, or a larger lr"):
        check_learned(history(1.2, 0.6))


@pytest.mark.parametrize("accuracy", [0.1, 0.7, math.nan])
def test_an_accuracy_of_seven_tenths_or_less_is_reported(accuracy: float) -> None:
    for which in ("train", "test"):
        with pytest.raises(AssertionError, match=f"{which}(ing)? accuracy is {accuracy:.4g} .*above 0.7"):
            check_learned(history(0.45, **{which: accuracy}))


def test_an_accuracy_above_one_is_reported_as_a_count_that_was_not_divided() -> None:
    with pytest.raises(AssertionError, match=r"training accuracy is 217 .*what the count .* is divided by"):
        check_learned(history(0.45, train=217.0))
