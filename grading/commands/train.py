"""`train`: the learner's own model trains before their eyes, and shows what it predicts."""

import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from course import EXERCISES, MODEL
from grading.commands.shared import refusing_unusable_input, submission_option
from grading.results import Undecided
from grading.submissions.submission import Submission, read
from grading.text import listed

if TYPE_CHECKING:  # torch and matplotlib cost seconds
    from given.data import ImageData
    from given.training import EpochMetrics
    from grading.commands.practice import Practice

Data = Literal["auto", "fashion-mnist", "synthetic"]

CURVES = ("train loss", "train accuracy", "test accuracy")
"""In English: matplotlib's own font has no Chinese characters."""


@click.command("train")
@submission_option
@click.option(
    "--data",
    type=click.Choice(["auto", "fashion-mnist", "synthetic"]),
    default="auto",
    help="The images; auto takes Fashion-MNIST where it can, else drawn garments.",
)
@click.option("--data-dir", type=click.Path(path_type=Path), help="The folder that holds Fashion-MNIST.")
@click.option(
    "--epochs",
    type=click.IntRange(1, 10_000),
    help="Train for so many epochs (default: 10, and more for a smaller set of images).",
)
def train(submission: Path, data: Data, data_dir: Path | None, epochs: int | None) -> None:
    """Train your own model with a live plot, and show what it predicts."""
    with refusing_unusable_input():
        submitted = read(submission)
    _refuse_unready(submitted)
    from given.training import one_thread
    from grading.checks.training import default_epochs
    from grading.commands.practice import Practice

    images = _images(data, data_dir)
    count = epochs or default_epochs(MODEL, len(images.train_labels))
    try:
        with one_thread():
            practice = Practice(submitted, images)
            _introduce(images, count)
            last = _train(practice, count)
    except Undecided as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    learned = _judge(last, images.name)
    _show_predictions(practice)
    sys.exit(0 if learned else 1)


def _refuse_unready(submission: Submission) -> None:
    """Say which files cannot be used yet, all of them at once, and end."""
    unstarted = [f"{submission.label}/{item.file}" for item in EXERCISES if submission.not_started(item)]
    problems = [problem for item in EXERCISES if (problem := submission.problem(item))]
    if unstarted:
        message = _("Not started yet: {files}. Your model trains once all five are written.")
        problems.append(message.format(files=listed(unstarted)))
    if problems:
        click.echo("\n".join(problems), err=True)
        sys.exit(1)


def _images(data: Data, data_dir: Path | None) -> "ImageData":
    from given.data import load_images

    with refusing_unusable_input():
        return load_images(data, data_dir)


def _introduce(images: "ImageData", epochs: int) -> None:
    message = ngettext(
        "Training your model on {dataset}: {train:,} images to learn from, {test:,} to test it, {epochs} epoch.",
        "Training your model on {dataset}: {train:,} images to learn from, {test:,} to test it, {epochs} epochs.",
        epochs,
    )
    sizes = {"train": len(images.train_labels), "test": len(images.test_labels)}
    click.echo(message.format(dataset=_(images.name), epochs=epochs, **sizes))
    if images.note:
        click.echo(images.note)


def _train(practice: "Practice", epochs: int) -> "EpochMetrics":
    """Draw each epoch and print its line; the last epoch's figures."""
    from given.pictures import Animator
    from given.training import describe

    animator = Animator("epoch", CURVES, xlim=(1, epochs), ylim=(0.0, 1.0))
    for metrics in practice.train(epochs):
        click.echo(describe(metrics, epochs))
        animator.add(metrics.epoch, (metrics.train_loss, metrics.train_accuracy, metrics.test_accuracy))
    return metrics


def _judge(last: "EpochMetrics", dataset: str) -> bool:
    """Whether the book's closing checks hold; says so either way."""
    from given.training import check_learned

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


def _show_predictions(practice: "Practice") -> None:
    from given.pictures import predict_ch3

    try:
        path = predict_ch3(practice.parts.net, practice.test_iter)
    except OSError as problem:
        click.echo(_("The predictions cannot be saved ({error}).").format(error=problem), err=True)
        return
    if path:
        click.echo(_("The predictions are drawn in {path}").format(path=path.resolve()))
