"""`hint`: the next hint for an exercise, after the name of its mistake where one is recognised."""

from gettext import gettext as _
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from course.records import Exercise
from grading.commands import bookmarks
from grading.commands.progress import standings, to_do
from grading.commands.shared import (
    EXERCISE_TYPE,
    graded_alone,
    refusing_unusable_input,
    submission_option,
    waiting,
)
from grading.results import ExerciseResult, NoGrade
from grading.submissions.submission import Submission, read
from grading.text import printable, wrapped


@click.command("hint")
@click.argument("task", type=EXERCISE_TYPE, metavar="[EXERCISE]", required=False)
@submission_option
def hint(task: Exercise | None, submission: Path) -> None:
    """Show the next hint for an exercise, or for the one that is next: three each, from a nudge to the formula."""
    console = Console(highlight=False)
    with refusing_unusable_input():
        submitted = read(submission)
    tasks = [task] if task else [one.task for one in to_do(standings(submitted)) if isinstance(one.task, Exercise)]
    for exercise in tasks:
        if problem := submitted.problem(exercise):
            _show_problem(problem, console)
            return
        with waiting(console, _("Looking at {exercise}").format(exercise=exercise.id)):
            result = _graded(submitted, exercise, submission)
        if result is None or result.status != "passed":
            _show(result, submitted.folder, exercise, console)
            return
    everything = _("Every exercise passes all its checks, so there is nothing left to hint at.")
    one = _("{exercise} passes all its checks, so there is nothing left to hint at.")
    click.echo(wrapped(one.format(exercise=task.id) if task else everything, console.width))


def _graded(submission: Submission, exercise: Exercise, path: Path) -> ExerciseResult | None:
    """What the exercise comes to, or None: a hint is of use also where nothing can be graded."""
    try:
        return graded_alone(submission, exercise, path)
    except NoGrade as problem:
        template = _("{exercise} could not be graded, so this hint knows nothing of your code: {problem}")
        click.echo("grader: " + template.format(exercise=exercise.id, problem=problem), err=True)
        return None


def _show_problem(problem: str, console: Console) -> None:
    """Why a file cannot be used: no hint is of help before that is put right."""
    later = _("Put that right first; your next hint is kept until then.")
    console.print(Text(wrapped(f"{printable(problem)}\n\n{later}", console.width)))


def _show(result: ExerciseResult | None, folder: Path, exercise: Exercise, console: Console) -> None:
    if result:
        _show_what_is_known(result, console)
    show_next_hint(folder, exercise, console)


def _show_what_is_known(result: ExerciseResult, console: Console) -> None:
    """The mistake by its name, or why the code does not run: a hint comes after that."""
    for mistake in result.mistakes[:1]:
        console.print(Text(wrapped(mistake.title, console.width), "bold"))
        console.print(Padding(Text(wrapped(mistake.explanation, console.width - 2)), (0, 0, 1, 2)))
    if result.status == "error":
        console.print(Padding(Text(wrapped(printable(result.open_checks[0].message), console.width)), (0, 0, 1, 0)))


def show_next_hint(folder: Path, task: Exercise, console: Console) -> None:
    seen, hints = bookmarks.seen(folder, task.id), task.hints
    number = min(seen + 1, len(hints))
    heading = _("{exercise}, hint {number} of {count}").format(exercise=task.id, number=number, count=len(hints))
    console.print(Text(heading, "bold"))
    console.print(Padding(Text(wrapped(_(hints[number - 1]), console.width - 2)), (0, 0, 0, 2)))
    if seen >= len(hints):
        template = _(
            "These are all the hints for {exercise}. "
            "Section {section} of Dive into Deep Learning explains it at length."
        )
        console.print(Text("\n" + wrapped(template.format(exercise=task.id, section=task.section), console.width)))
        return
    try:
        bookmarks.note(folder, task.id, number)
    except OSError as problem:
        template = _("your place in the hints cannot be kept, so the next one will be the same: {problem}")
        click.echo("grader: " + template.format(problem=problem), err=True)
