"""The commands of grader.py."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from grading import VERSION
from grading.commands.hint import hint
from grading.commands.reset import reset
from grading.commands.train import train
from grading.outcomes import NoGrade
from grading.report import json, junit, terminal
from grading.results import EpochMetrics, Scorecard
from grading.run import Progress, Settings, grade
from grading.submission import DEFAULT_FOLDER, UnusableSubmission, read_folder
from grading.syllabus import TASKS, Task

PASSED, NOT_PASSED, UNUSABLE_INPUT, NO_GRADE = 0, 1, 2, 3


class GradeByDefault(click.Group):
    """Options alone, the name of an exercise, or nothing at all, mean `grade`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else "--"
        if (first.startswith("-") and first not in ("--help", "--version")) or first in [task.id for task in TASKS]:
            args = ["grade", *args]
        return super().parse_args(context, args)


@click.group(cls=GradeByDefault)
@click.version_option(VERSION, prog_name="softmax-from-scratch")
def main() -> None:
    """Grade the exercises on softmax regression from scratch (Dive into Deep Learning, 3.6)."""


@main.command("grade")
@click.argument("exercises", nargs=-1, type=click.Choice([task.id for task in TASKS]))
@click.option("--submission", type=click.Path(path_type=Path), default=DEFAULT_FOLDER, help="The folder to grade.")
@click.option(
    "--data",
    type=click.Choice(["auto", "fashion-mnist", "synthetic"]),
    default="auto",
    help="The images; auto takes Fashion-MNIST where it can, else drawn garments.",
)
@click.option("--data-dir", type=click.Path(path_type=Path), help="The folder that holds Fashion-MNIST.")
@click.option("--epochs", type=click.IntRange(1, 10_000), help="Train for so many epochs.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Draw the same inputs as a run with this seed.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write results.json here.")
@click.option("--junit", "junit_file", type=click.Path(dir_okay=False, path_type=Path), help="Write JUnit XML here.")
@click.option("--fail-under", type=float, help="Exit with 0 from this score on (default: all points).")
@click.option("--require-sandbox", is_flag=True, help="Refuse to grade where a layer of the sandbox is missing.")
def grade_command(
    exercises: tuple[str, ...],
    submission: Path,
    json_file: Path | None,
    junit_file: Path | None,
    fail_under: float | None,
    **options: Any,
) -> None:
    """Grade all exercises, or the ones named."""
    console = Console(highlight=False, soft_wrap=False)
    reports: list[tuple[Path, Callable[[Scorecard], str]]] = []
    reports += [(json_file, json.render)] if json_file else []
    reports += [(junit_file, junit.render)] if junit_file else []
    with _plain_errors():
        for path, _ in reports:
            _check_writable(path)
        tasks = tuple(task for task in TASKS if not exercises or task.id in exercises)
        settings = Settings(tasks=tasks, pass_mark=fail_under, **options)
        with _watched(console) as progress:
            scorecard = grade(read_folder(submission), settings, progress)
        for path, render in reports:
            json.write_whole(path, render(scorecard))
    terminal.show(scorecard, console)
    sys.exit(PASSED if scorecard.passed else NOT_PASSED)


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn what goes wrong into one line on standard error and an exit code; a grade is never among them."""
    try:
        yield
    except (UnusableSubmission, OSError) as problem:
        click.echo(f"grader: {problem}", err=True)
        sys.exit(UNUSABLE_INPUT)
    except NoGrade as problem:
        click.echo(f"grader: {problem}\nThis is not a grade.", err=True)
        sys.exit(NO_GRADE)
    except Exception as problem:
        if type(problem).__name__ == "DataError":  # by name: importing its module would import torch
            click.echo(f"grader: {problem}", err=True)
            sys.exit(UNUSABLE_INPUT)
        click.echo(f"grader: an error of the grader itself, {type(problem).__name__}: {problem}", err=True)
        click.echo("This is not a grade.", err=True)
        sys.exit(NO_GRADE)


def _check_writable(path: Path) -> None:
    """Find out before minutes of work, not after them, that a report has nowhere to go."""
    if not path.absolute().parent.is_dir():
        raise FileNotFoundError(f"there is no folder {path.absolute().parent} to write {path.name} into")


@contextmanager
def _watched(console: Console) -> Iterator[Progress]:
    """Show a waiting person which task is being graded, and each epoch of the training."""
    with console.status("") as status:

        def on_task(task: Task) -> None:
            status.update(f"Grading {task.id}")

        def on_epoch(metrics: EpochMetrics, epochs: int) -> None:
            status.update(
                f"Training your model: epoch {metrics.epoch} of {epochs}, test accuracy {metrics.test_accuracy:.3f}"
            )

        yield Progress(on_task, on_epoch)


main.add_command(hint)
main.add_command(reset)
main.add_command(train)
