"""The trained model: the learner's five functions together, on pictures of clothing (3.6.6 and 3.6.7)."""

from gettext import gettext as _

import pytest


@pytest.mark.points(15)
def test_the_trained_model_is_right_on_more_than_seven_images_in_ten(trained_model):
    """Parts that are right one by one also have to work together: the model has to learn."""
    got, threshold = trained_model.test_accuracy, trained_model.threshold
    if not got > threshold:
        message = _(
            "After {epochs} epochs on {train_size:,} images of {dataset}\n"
            "  test accuracy  {accuracy:.3f} on {test_size:,} images\n"
            "  expected       more than {threshold}\n"
            "Guessing gives 0.1. A model that stays there does not learn: look at the loss and the updates of "
            "train_epoch first, then at the checks above."
        )
        sizes = {"train_size": trained_model.train_size, "test_size": trained_model.test_size}
        message = message.format(
            epochs=trained_model.epochs, dataset=_(trained_model.dataset), accuracy=got, threshold=threshold, **sizes
        )
        pytest.fail(message, pytrace=False)
