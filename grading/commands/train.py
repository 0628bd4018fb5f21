"""`train`: the learner's own model trains before their eyes, and shows what it predicts."""

import sys
from gettext import gettext as _
from pathlib import Path
from typing import Literal

import click

from course import EXERCISES
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
def train(
    submission: Path, data: Literal["auto", "fashion-mnist", "synthetic"], data_dir: Path | None, epochs: int | None
) -> None:
    """Train your own model with a live plot, and show what it predicts."""
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
        learned = practise(submitted, images, epochs)
    except Undecided as problem:
        click.echo(str(problem), err=True)
        learned = False
    sys.exit(0 if learned else 1)


def _problems(submission: Submission) -> list[str]:
    """Which files cannot be used yet, all of them at once."""
    problems = [problem for exercise in EXERCISES if (problem := submission.problem(exercise))]
    unstarted = [submission.home(exercise) for exercise in EXERCISES if submission.not_started(exercise)]
    if unstarted:
        message = _("Not started yet: {files}. Your model trains once all five are written.")
        problems.append(message.format(files=listed(unstarted)))
    return problems
