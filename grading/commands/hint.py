"""`hint`: the next hint for an exercise, after the name of its mistake where one is recognised."""

from gettext import gettext as _
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from course.records import Exercise
from grading.commands import bookmarks
from grading.commands.shared import exercise_argument, refusing_unusable_input, submission_option, waiting
from grading.grade import Settings, grade
from grading.results import ExerciseResult, NoGrade
from grading.submissions.submission import Submission, read
from grading.text import printable, wrapped


@click.command("hint")
@exercise_argument
@submission_option
def hint(task: Exercise, submission: Path) -> None:
    """Show the next hint for an exercise: three each, from a nudge to the formula."""
    console = Console(highlight=False)
    with refusing_unusable_input():
        submitted = read(submission)
    with waiting(console, _("Looking at {exercise}").format(exercise=task.id)):
        result = _graded(submitted, task)
    if result and result.status == "passed":
        click.echo(_("{exercise} passes all its checks, so there is nothing left to hint at.").format(exercise=task.id))
        return
    if result:
        _show_what_is_known(result, console)
    _show_next_hint(submitted.folder, task, console)


def _graded(submission: Submission, task: Exercise) -> ExerciseResult | None:
    """What the exercise comes to, or None: a hint is of use also where nothing can be graded."""
    try:
        scorecard = grade(submission, Settings(tasks=(task,)))
        return (*scorecard.exercises, *scorecard.bonus)[0]
    except NoGrade as problem:
        template = _("{exercise} could not be graded, so this hint knows nothing of your code: {problem}")
        click.echo("grader: " + template.format(exercise=task.id, problem=problem), err=True)
        return None


def _show_what_is_known(result: ExerciseResult, console: Console) -> None:
    """The mistake by its name, or why the code does not run: a hint comes after that."""
    for mistake in result.mistakes[:1]:
        console.print(Text(wrapped(mistake.title, console.width), "bold"))
        console.print(Padding(Text(wrapped(mistake.explanation, console.width - 2)), (0, 0, 1, 2)))
    if result.status == "error":
        console.print(Padding(Text(wrapped(printable(result.open_checks[0].message), console.width)), (0, 0, 1, 0)))


def _show_next_hint(folder: Path, task: Exercise, console: Console) -> None:
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
