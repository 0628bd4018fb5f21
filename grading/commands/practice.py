"""The learner's own model, trained in this process for the learner to watch; never for a score."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from gettext import ngettext
from traceback import walk_tb

import click

from course import EXERCISES, MODEL
from given.animator import Animator
from given.data import ImageData, batches_of
from given.fonts import drawable
from given.model import one_thread
from given.pictures import predict_ch3
from given.training import EpochMetrics, check_learned, line_of, train_epochs
from grading.checks.training import default_epochs
from grading.results import CodeFailed, Raised, Undecided
from grading.sandbox.in_process import LocalSession
from grading.sandbox.messages import failure_text
from grading.submissions.submission import Submission

SHOWN_FRAMES = 5


def practise(submission: Submission, images: ImageData, epochs: int | None) -> bool:
    """Train softmax regression made of the learner's five functions (3.6.6), and say whether it has learned.

    A line and a point of the curves show each epoch, and a picture what the model predicts in the end.
    CodeFailed from any part of it tells what the learner's code raised, with the learner's own lines.
    """
    epochs = epochs or default_epochs(MODEL, len(images.train_labels))
    with one_thread():
        with _own_lines(submission, _("Loading your files")):
            parts = MODEL.parts(LocalSession(submission, EXERCISES).objects)
        size = MODEL.batch_size
        train_iter = batches_of(images.train_images, images.train_labels, size, shuffle=True)
        test_iter = batches_of(images.test_images, images.test_labels, size)

        _introduce(images, epochs)
        animator = Animator(drawable(_("epoch"), "epoch"), legend=_curves(), xlim=(1, epochs), ylim=(0.0, 1.0))
        with _own_lines(submission, _("Training your model")):
            for metrics in train_epochs(
                parts.net, train_iter, test_iter, parts.loss, epochs, parts.updater, parts.epoch
            ):  # fmt: skip
                click.echo(line_of(metrics, epochs))
                animator.add(metrics.epoch, (metrics.train_loss, metrics.train_accuracy, metrics.test_accuracy))
    learned = _judge(metrics, images.name)
    try:
        if path := predict_ch3(parts.net, test_iter):
            click.echo(_("The predictions are drawn in {path}").format(path=path.resolve()))
    except OSError as problem:
        click.echo(_("The predictions cannot be saved ({error}).").format(error=problem), err=True)
    return learned


def _curves() -> list[str]:
    """The figures of an epoch as a picture can name them here, in the order of EpochMetrics."""
    english = ("train loss", "train accuracy", "test accuracy")
    return list(map(drawable, (_("train loss"), _("train accuracy"), _("test accuracy")), english))


def _introduce(images: ImageData, epochs: int) -> None:
    message = ngettext(
        "Training your model on {dataset}: {train:,} images to learn from, {test:,} to test it, {epochs} epoch.",
        "Training your model on {dataset}: {train:,} images to learn from, {test:,} to test it, {epochs} epochs.",
        epochs,
    )
    sizes = {"train": len(images.train_labels), "test": len(images.test_labels)}
    click.echo(message.format(dataset=_(images.name), epochs=epochs, **sizes))
    if images.note:
        click.echo(images.note)


def _judge(last: EpochMetrics, dataset: str) -> bool:
    """Whether the book's closing checks hold; says so either way."""
    try:
        check_learned(last)
    except AssertionError as missed:
        click.echo(str(missed))
        return False
    message = ngettext(
        "Your model has learned: test accuracy {reached:.3f} on {dataset}, after {epochs} epoch.",
        "Your model has learned: test accuracy {reached:.3f} on {dataset}, after {epochs} epochs.",
        last.epoch,
    )
    click.echo(message.format(reached=last.test_accuracy, dataset=_(dataset), epochs=last.epoch))
    return True


@contextmanager
def _own_lines(submission: Submission, what: str) -> Iterator[None]:
    """Turn what the learner's code raises into CodeFailed."""
    try:
        yield
    except Undecided:
        raise
    except (Exception, SystemExit) as error:
        home = f"{submission.folder}/"
        frames = [
            (frame.f_code.co_filename.removeprefix(home), line, frame.f_code.co_name)
            for frame, line in walk_tb(error.__traceback__)
            if frame.f_code.co_filename.startswith(home)
        ][-SHOWN_FRAMES:]
        raised = Raised(type(error).__name__, isinstance(error, NotImplementedError), str(error), tuple(frames))
        raise CodeFailed(failure_text(what, raised, submission)) from None
