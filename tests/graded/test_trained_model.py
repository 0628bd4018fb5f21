"""The trained model: the learner's five functions together, on pictures of clothing (3.6.6 and 3.6.7)."""

from gettext import gettext as _
from typing import Any

import pytest


def expect_learned_with(part: str, model: Any) -> None:
    """The model is right often enough, and the learner's own part had its share in it."""
    __tracebackhide__ = True
    got, threshold = model.training.test_accuracy, model.training.threshold
    if not got > threshold:
        message = _(
            "After {epochs} epochs on {train_size:,} images of {dataset}\n"
            "  test accuracy  {accuracy:.3f} on {test_size:,} images\n"
            "  expected       more than {threshold}\n"
            "Guessing gives 0.1. A model that stays there does not learn: look at the loss and the updates of "
            "train_epoch first, then at the checks above."
        )
        sizes = {"train_size": model.training.train_size, "test_size": model.training.test_size}
        message = message.format(
            epochs=model.training.epochs, dataset=_(model.training.dataset), accuracy=got, threshold=threshold, **sizes
        )
        pytest.fail(message, pytrace=False)
    if part in model.unearned:
        pytest.fail(model.unearned[part], pytrace=False)


@pytest.mark.points(3)
def test_more_than_seven_images_in_ten_are_right_with_your_probabilities(trained_model):
    """Parts that are right one by one also have to work together: the gradients flow through softmax."""
    expect_learned_with("softmax", trained_model)


@pytest.mark.points(3)
def test_more_than_seven_images_in_ten_are_right_with_your_losses(trained_model):
    """The loss says what to improve; a model learns as well as its loss."""
    expect_learned_with("cross_entropy", trained_model)


@pytest.mark.points(3)
def test_more_than_seven_images_in_ten_are_right_with_your_counts(trained_model):
    """The training's curve is drawn from what your accuracy counts."""
    expect_learned_with("accuracy", trained_model)


@pytest.mark.points(3)
def test_more_than_seven_images_in_ten_are_right_with_your_sums(trained_model):
    """The sums of an epoch are kept by your Accumulator."""
    expect_learned_with("accumulator", trained_model)


@pytest.mark.points(3)
def test_more_than_seven_images_in_ten_are_right_with_your_epochs(trained_model):
    """Your epoch is what trains: predict, measure, update, batch after batch."""
    expect_learned_with("train_epoch", trained_model)
