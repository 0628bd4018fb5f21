"""Training over several epochs (3.6.6)."""

import math
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from torch import Tensor

from given.model import Batches, Net, evaluate_accuracy

Loss = Callable[[Tensor, Tensor], Tensor]
TrainEpoch = Callable[[Net, Batches, Loss, Any], tuple[float, float]]
EvaluateAccuracy = Callable[[Net, Batches], float]

SCALAR_WARNING = re.compile("Converting a tensor with requires_grad=True to a scalar").pattern


@dataclass(frozen=True)
class EpochMetrics:
    """The figures of one epoch; epochs count from 1, accuracies are fractions.

    train_loss (mean, in nats) and train_accuracy are averages over the epoch, each batch as it was seen
    before its update; test_accuracy is measured after the epoch.
    """

    epoch: int
    train_loss: float
    train_accuracy: float
    test_accuracy: float


def train_epochs(
    net: Net, train_iter: Batches, test_iter: Batches, loss: Loss, num_epochs: int, updater: Any,
    train_epoch_ch3: TrainEpoch, evaluate_accuracy: EvaluateAccuracy = evaluate_accuracy,
) -> Iterator[EpochMetrics]:  # fmt: skip
    """Train for several epochs, as the book's train_ch3 does (3.6.6), and give the figures of each when it is over.

    An epoch whose loss is NaN or infinite is the last: no update brings the parameters back.

    net: maps a batch X to predictions, (batch, classes).
    train_iter, test_iter: yield batches (X, y), from the start whenever they are iterated again.
    loss: maps (y_hat, y) to the losses of the samples, (batch,).
    updater: a torch Optimizer, or a function of the batch size.
    train_epoch_ch3: the learner's; returns (mean training loss, training accuracy) of an epoch.
    evaluate_accuracy: takes the net and test_iter after each epoch.
    ValueError for fewer epochs than 1, TypeError where an epoch returns something else than its two figures.
    """
    if num_epochs < 1:
        raise ValueError(_("num_epochs is {epochs}; training needs at least 1").format(epochs=num_epochs))
    for epoch in range(1, num_epochs + 1):
        with without_scalar_warning():
            returned = train_epoch_ch3(net, train_iter, loss, updater)
            if not isinstance(returned, tuple | list) or len(returned) != 2:
                message = _("train_epoch_ch3 should return (mean loss, accuracy); it returned {returned!r}")
                raise TypeError(message.format(returned=returned))
            train_loss, train_accuracy = map(float, returned)
        yield EpochMetrics(epoch, train_loss, train_accuracy, float(evaluate_accuracy(net, test_iter)))
        if not math.isfinite(train_loss):
            return


def line_of(metrics: EpochMetrics, num_epochs: int) -> str:
    """The figures of one epoch in a line."""
    message = _("epoch {epoch}/{epochs}: train loss {loss:.3f}, train accuracy {train:.3f}, test accuracy {test:.3f}")
    return message.format(
        epoch=f"{metrics.epoch:{len(str(num_epochs))}}", epochs=num_epochs, loss=metrics.train_loss,
        train=metrics.train_accuracy, test=metrics.test_accuracy,
    )  # fmt: skip


@contextmanager
def without_scalar_warning() -> Iterator[None]:
    """Within, torch does not warn of `float(l.sum())`, the book's own line, which it says may be unexpected (3.6.6).

    It warns of every tensor that records gradients and becomes a number; an epoch that sums up its losses means that.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", SCALAR_WARNING, UserWarning)
        yield
