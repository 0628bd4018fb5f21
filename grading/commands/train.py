"""`train`: the learner's own model trains before their eyes, and shows what it predicts."""

import sys
from gettext import gettext as _
from pathlib import Path
from typing import Literal

import click

from course import EXERCISES, MODEL
from grading.commands.shared import data_dir_option, data_option, refusing_unusable_input, submission_option
from grading.results import Undecided
from grading.submissions.submission import Submission, read
from grading.text import listed


@click.command("train")
@submission_option
@data_option
@data_dir_option
@click.option(
    "--epochs", type=click.IntRange(1, 10_000),
    help="Train for so many epochs (default: 10, and more for a smaller set of images).",
)  # fmt: skip
@click.option(
    "--lr", "learning_rate", type=click.FloatRange(0, 1_000_000, min_open=True), default=MODEL.learning_rate,
    show_default=True, metavar="RATE", help="The learning rate: how far a step goes along the gradient.",
)  # fmt: skip
@click.option(
    "--batch-size", type=click.IntRange(1, 100_000), default=MODEL.batch_size, show_default=True, metavar="N",
    help="How many images each update learns from.",
)  # fmt: skip
def train(
    submission: Path, data: Literal["auto", "fashion-mnist", "synthetic"], data_dir: Path | None, epochs: int | None,
    learning_rate: float, batch_size: int,
) -> None:  # fmt: skip
    """Train your own model with a live plot, and show what it has learned and predicts."""
    with refusing_unusable_input():
        submitted = read(submission)
    if problems := _problems(submitted):
        click.echo("\n".join(problems), err=True)
        sys.exit(1)
    from given.data import load_images  # torch and matplotlib cost seconds
    from grading.commands.practice import practise

    with refusing_unusable_input():
        images = load_images(data, data_dir)
    try:
        code = practise(submitted, images, epochs, learning_rate, batch_size)
    except Undecided as problem:
        click.echo(str(problem), err=True)
        code = 1
    sys.exit(code)


def _problems(submission: Submission) -> list[str]:
    """Which files cannot be used yet, all of them at once."""
    problems = [problem for exercise in EXERCISES if (problem := submission.problem(exercise))]
    unstarted = [submission.home(exercise) for exercise in EXERCISES if submission.not_started(exercise)]
    if unstarted:
        message = _("Not started yet: {files}. Your model trains once all five are written.")
        problems.append(message.format(files=listed(unstarted)))
    return problems
