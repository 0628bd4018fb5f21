"""What the chapter's cells call of the book's own package, for a notebook or a script (3.5 to 3.7).

`from given import d2l` takes the place of `from d2l import torch as d2l`; the cells below it run as the book has them.
What the exercises ask for is not here: a cell, or the files of exercises/, have it once it is written.
"""

import os
import sys
import time
import warnings
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module
from typing import Any, NoReturn

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from given.animator import Animator as Animator
from given.data import get_fashion_mnist_labels as get_fashion_mnist_labels
from given.data import load_data_fashion_mnist as load_data_fashion_mnist
from given.display import in_notebook
from given.fonts import families
from given.learned import check_learned
from given.model import Batches, Net, one_thread
from given.model import evaluate_accuracy as evaluate_accuracy
from given.model import sgd as sgd
from given.pictures import show_images as show_images
from given.predictions import predict_ch3 as predict_ch3
from given.training import SCALAR_WARNING, EpochMetrics, Loss, TrainEpoch, line_of, train_epochs

EXERCISES = {
    "softmax": "softmax.py",
    "cross_entropy": "cross_entropy.py",
    "accuracy": "accuracy.py",
    "Accumulator": "accumulator.py",
    "train_epoch_ch3": "train_epoch.py",
}
"""What the book's package has and this one leaves to the learner: the files of exercises/ to write it in."""

# An epoch that a cell runs sums up its losses as the book does, `float(l.sum())`, and means no more than the number.
warnings.filterwarnings("ignore", SCALAR_WARNING, UserWarning)


def __getattr__(name: str) -> NoReturn:
    if name in EXERCISES:
        message = _(
            "d2l.{name} is an exercise: write it in a cell of your own, or in exercises/{file}, and call it {name}, "
            "without d2l"
        )
    else:
        message = _("given.d2l has no {name!r}: it has what sections 3.5 to 3.7 of the book call")
    raise AttributeError(message.format(name=name, file=EXERCISES.get(name)), name=name, obj=sys.modules[__name__])


def train_ch3(
    net: Net, train_iter: Batches, test_iter: Batches, loss: Loss, num_epochs: int, updater: Any, *,
    train_epoch_ch3: TrainEpoch | None = None,
) -> None:  # fmt: skip
    """Train for several epochs with a live plot, and hold the result to the book's closing checks (3.6.6).

    The epoch is the learner's: the argument `train_epoch_ch3`, else what has this name where train_ch3 is called, which
    in a notebook is any cell that was run, and in its absence what exercises/train_epoch.py defines. It is taken from
    there since the book passes six arguments, and finds its own epoch in its own package; this one has none.
    The other arguments are as in given.training.train_epochs.

    Raises AssertionError with what was measured if the model has not learned, and NotImplementedError without an epoch.
    """
    epoch = train_epoch_ch3 or sys._getframe(1).f_globals.get("train_epoch_ch3") or _epoch_of_the_exercises
    legend = ["train loss", "train acc", "test acc"]
    animator = Animator(xlabel="epoch", xlim=[1, num_epochs], ylim=[0.3, 0.9], legend=legend)
    history: list[EpochMetrics] = []
    with one_thread():
        for metrics in train_epochs(net, train_iter, test_iter, loss, num_epochs, updater, epoch):
            animator.add(metrics.epoch, (metrics.train_loss, metrics.train_accuracy, metrics.test_accuracy))
            print(line_of(metrics, num_epochs), flush=True)
            history.append(metrics)
    check_learned(history)


def _epoch_of_the_exercises(*arguments: Any) -> tuple[float, float]:
    try:
        return import_module("exercises.train_epoch").train_epoch_ch3(*arguments)
    except NotImplementedError:
        message = _(
            "train_ch3 needs your train_epoch_ch3: write it in a cell of your own, or in exercises/train_epoch.py with "
            "what that file imports"
        )
        raise NotImplementedError(message) from None


def get_dataloader_workers() -> int:
    """How many processes may read images side by side (3.5.2): the book's four, or fewer on a smaller machine."""
    return min(4, os.cpu_count() or 1)


def use_svg_display() -> None:
    """Let pictures below the cells of a notebook be SVG, which stays sharp (3.1.1); elsewhere nothing changes."""
    if in_notebook():
        from matplotlib_inline import backend_inline  # type: ignore[import-not-found,unused-ignore]  # Jupyter's own

        backend_inline.set_matplotlib_formats("svg")


def set_figsize(figsize: tuple[float, float] = (3.5, 2.5)) -> None:
    """The width and height of the pictures that follow, in inches."""
    use_svg_display()
    plt.rcParams["figure.figsize"] = figsize


def set_axes(
    axes: Axes, xlabel: str | None, ylabel: str | None, xlim: Sequence[float] | None, ylim: Sequence[float] | None,
    xscale: str, yscale: str, legend: Sequence[str] | None,
) -> None:  # fmt: skip
    """Name, limit and scale the axes, and name their lines; None leaves matplotlib's choice (3.6.6)."""
    axes.set(xscale=xscale, yscale=yscale, xlim=xlim, ylim=ylim)
    axes.set_xlabel(xlabel or "", fontfamily=families())
    axes.set_ylabel(ylabel or "", fontfamily=families())
    if legend:
        axes.legend(legend, prop={"family": families()})
    axes.grid()


class Timer:
    """A stopwatch for several stretches of time, in seconds (3.1.2). It runs from the moment it is made."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.start()

    def start(self) -> None:
        self._began = time.perf_counter()

    def stop(self) -> float:
        """End the stretch that `start` began, and return it."""
        self.times.append(time.perf_counter() - self._began)
        return self.times[-1]

    def sum(self) -> float:
        return sum(self.times)

    def avg(self) -> float:
        return self.sum() / len(self.times)

    def cumsum(self) -> list[float]:
        """The sum of the stretches up to each."""
        return [sum(self.times[: end + 1]) for end in range(len(self.times))]
