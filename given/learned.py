"""Whether a training has come to a model, by the book's closing checks (3.6.6), and what to try where it has not."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from given.training import EpochMetrics

LARGEST_LOSS = 0.5
LEAST_ACCURACY = 0.7
LOSS_OF_GUESSING = math.log(10)
FLAT = 0.01
"""A loss that changes by less, as a fraction of where it began, has stayed."""
BOUNCED = 1.05
"""A loss above its lowest times this has gone up again."""


@dataclass(frozen=True)
class Remedies:
    """What can be turned where the training was started, as it reads behind "try": arguments, or options.

    further: lets a loss that is falling fall further.
    """

    further: str
    smaller_steps: str
    larger_steps: str


def of_the_arguments() -> Remedies:
    return Remedies(_("a larger num_epochs, or a larger lr"), _("a smaller lr"), _("a larger lr"))


def check_learned(history: Sequence[EpochMetrics], remedies: Remedies | None = None) -> None:
    """The book's three assertions on the last epoch: loss below 0.5, both accuracies in (0.7, 1].

    Raises AssertionError with what was measured and, from how the loss went, what to try.
    """
    last = history[-1]
    if not last.train_loss < LARGEST_LOSS:
        message = _("The training loss is {loss:.4g} after epoch {epoch}; it should have fallen below {largest}.")
        problem = message.format(loss=last.train_loss, epoch=last.epoch, largest=LARGEST_LOSS)
        remedy = _about_the_loss(history, remedies or of_the_arguments())
        raise AssertionError(_("{problem} {remedy}").format(problem=problem, remedy=remedy))
    accuracies = (_("The training accuracy"), last.train_accuracy), (_("The test accuracy"), last.test_accuracy)
    for which, accuracy in accuracies:
        if accuracy > 1:
            message = _(
                "{which} is {accuracy:.4g} after epoch {epoch}; a fraction cannot be above 1. "
                "Look at what the count of right predictions is divided by."
            )
        elif accuracy > LEAST_ACCURACY:
            continue
        else:
            message = _(
                "{which} is {accuracy:.4g} after epoch {epoch}; it should be above {least}, and guessing gives about "
                "0.1 for ten classes. If the loss fell, look at how predictions are counted; if it did not, look at "
                "the update."
            )
        figures = {"accuracy": accuracy, "epoch": last.epoch, "least": LEAST_ACCURACY}
        raise AssertionError(message.format(which=which, **figures))


def _about_the_loss(history: Sequence[EpochMetrics], remedies: Remedies) -> str:
    """How the loss went, and what that says: the steps too large or too small, or too few of them."""
    losses = [metrics.train_loss for metrics in history]
    first = losses[0] if len(losses) > 1 else LOSS_OF_GUESSING
    last = losses[-1]
    if not math.isfinite(last):
        message = _(
            "From there no update leads back, so the training ends here. The steps may be too large: try {smaller}. "
            "If that does not help, look at what your functions make of very large scores and of a probability of 0."
        )
    elif abs(last - first) < FLAT * abs(first):
        message = _(
            "It has stayed where it began, at {first:.4g}. The steps may be too small: try {larger}. "
            "If that does not help, look at whether every batch updates the parameters."
        )
    elif last > first:
        message = _(
            "It has grown, from {first:.4g}. The steps may be too large: try {smaller}. "
            "If that does not help, look at the sign of the loss and of the update."
        )
    elif last > BOUNCED * min(losses):
        message = _("It was lower before, {lowest:.4g}, so the steps may be too large: try {smaller}.")
    else:
        message = _("It is still falling, so this may only take longer: try {further}.")
    return message.format(
        first=first, lowest=min(losses), smaller=remedies.smaller_steps, larger=remedies.larger_steps,
        further=remedies.further,
    )  # fmt: skip
