"""What the commands share: arguments, how unusable input is refused, and what moves while somebody waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.status import Status

from course import EXERCISES
from grading.sandbox import signals
from grading.submissions.submission import DEFAULT_FOLDER, UnusableSubmission

exercise_argument = click.argument("exercise_id", type=click.Choice([item.id for item in EXERCISES]))
submission_option = click.option(
    "--submission",
    type=click.Path(path_type=Path),
    default=DEFAULT_FOLDER,
    help="The folder that holds your files (default: exercises).",
)


class UnusableInput(click.ClickException):
    """One sentence on standard error, and the exit code for unusable input."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"grader: {self.message}", file=file, err=True)


@contextmanager
def refusing_unusable_input() -> Iterator[None]:
    """Turn a folder, a file or images that cannot be used into UnusableInput."""
    try:
        yield
    except Exception as problem:
        # DataError by name: importing its module would import torch.
        if isinstance(problem, UnusableSubmission | OSError) or type(problem).__name__ == "DataError":
            raise UnusableInput(str(problem)) from None
        raise


@contextmanager
def waiting(console: Console, text: str = "") -> Iterator[Status]:
    """Show somebody who waits that work goes on. The thread that moves the picture leaves all signals to this one."""
    status = console.status(text)
    with signals.held():
        status.start()
    try:
        yield status
    finally:
        status.stop()
