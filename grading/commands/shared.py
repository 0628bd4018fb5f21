"""What the commands share: arguments, how unusable input is refused, and what moves while somebody waits."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from gettext import gettext as _
from pathlib import Path, PurePath
from typing import IO, Any

import click
from rich.console import Console
from rich.status import Status

from course import EVERY_EXERCISE, EVERY_TASK
from course.records import Exercise, Task
from grading.checks.extra import UnusableChecks
from grading.commands.progress import record_own
from grading.grade import Progress, Settings, grade
from grading.results import EpochMetrics, ExerciseResult
from grading.sandbox import signals
from grading.sandbox.isolation import Deadlines
from grading.submissions.submission import DEFAULT_FOLDER, Submission, UnusableSubmission
from grading.text import listed


class TaskType(click.ParamType):  # type: ignore[type-arg]  # older versions of click know none
    """A task by its id, or by what else a learner would call it: the name of its function, or its file."""

    name = "exercise"

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = {task.id: task for task in tasks}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Task:
        if isinstance(value, Task):
            return value
        nearest = self.nearest(value)
        if nearest and self._plain(value) in (nearest.id, getattr(nearest, "name", "").lower()):
            return nearest
        message = _("There is no exercise {name!r}. There are: {exercises}")
        if nearest:
            message = _("There is no exercise {name!r}. Did you mean {nearest}? There are: {exercises}")
        words = {"name": value, "nearest": nearest.id if nearest else "", "exercises": listed(self.tasks)}
        raise click.BadParameter(message.format(**words), ctx, param)

    def nearest(self, value: str) -> Task | None:
        """The task that somebody means who writes this; None if it is like no name."""
        names = {task.name.lower(): task for task in self.tasks.values() if isinstance(task, Exercise)} | self.tasks
        found = get_close_matches(self._plain(value), names, 1)
        return names[found[0]] if found else None

    @staticmethod
    def _plain(value: str) -> str:
        """The name in exercises/Softmax.py."""
        return PurePath(value.replace("\\", "/")).name.lower().removesuffix(".py")


NARROWEST = 20
"""Columns that a report needs."""
ANY_TASK = TaskType(EVERY_TASK)
EXERCISE_TYPE = TaskType(EVERY_EXERCISE)
exercise_argument = click.argument("task", type=EXERCISE_TYPE, metavar="EXERCISE")
submission_option = click.option(
    "--submission", type=click.Path(path_type=Path), default=DEFAULT_FOLDER,
    help="The folder that holds your files (default: exercises).",
)  # fmt: skip
data_option = click.option(
    "--data", type=click.Choice(["auto", "fashion-mnist", "synthetic"]), default="auto",
    help="The images; auto takes Fashion-MNIST where it can, else drawn garments.",
)  # fmt: skip
data_dir_option = click.option(
    "--data-dir", type=click.Path(path_type=Path), help="The folder that holds Fashion-MNIST."
)  # fmt: skip

extra_checks_option = click.option(
    "--extra-checks", "extra_checks", type=click.Path(path_type=Path), metavar="DIR",
    help="A folder of your own graded checks, which count beside the kit's.",
)  # fmt: skip
require_sandbox_option = click.option(
    "--require-sandbox", is_flag=True, help="Refuse to grade where a layer of the sandbox is missing."
)

budget_option = click.option(
    "--budget", type=click.FloatRange(1, 3_600), default=Deadlines().submission, show_default=True,
    help="Seconds that a submission's own code may take in all.",
)  # fmt: skip


def graded_alone(submission: Submission, exercise: Exercise, path: Path) -> ExerciseResult:
    """What an exercise comes to now, for a command about it; path: where the submission was read. May raise NoGrade."""
    scorecard = grade(submission, Settings(tasks=(exercise,)))
    record_own(path, submission, scorecard)
    return (*scorecard.exercises, *scorecard.bonus)[0]


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
        if isinstance(problem, UnusableSubmission | UnusableChecks | OSError) or type(problem).__name__ == "DataError":
            raise UnusableInput(str(problem)) from None
        raise


def learners_console() -> Console:
    """Standard output as it is now, also while checks write elsewhere."""
    console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
    if console.width < NARROWEST:  # some terminals say that they have none
        console.width = NARROWEST
    return console


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


@contextmanager
def showing_progress(console: Console) -> Iterator[Progress]:
    """Show a waiting person which check is being graded and, beneath it, the last epoch of the training beside it."""
    with waiting(console, _("Getting ready")) as status:
        lines = {"check": "", "epoch": ""}

        def show(line: str, text: str) -> None:
            lines[line] = text
            status.update("\n".join(filter(None, lines.values())))

        def on_check(task: Task, title: str) -> None:
            show("check", _("Grading {exercise}: {check}").format(exercise=task.id, check=_(title)))

        def on_epoch(metrics: EpochMetrics, epochs: int) -> None:
            message = _("Training your model: epoch {epoch} of {epochs}, test accuracy {reached:.3f}")
            show("epoch", message.format(epoch=metrics.epoch, epochs=epochs, reached=metrics.test_accuracy))

        yield Progress(on_check, on_epoch)
