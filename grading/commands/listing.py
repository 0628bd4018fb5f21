"""`list`: the exercises, what is done of them and what is next, from what was last graded."""

from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from course import TASKS
from course.records import Exercise
from grading.commands.progress import Standing, standings, to_do
from grading.commands.shared import refusing_unusable_input, submission_option
from grading.report.next_step import headline
from grading.report.terminal import GAP, STATUS, Row, table
from grading.submissions.submission import read
from grading.text import listed, printable, wrapped
from language import N_

WORDS = STATUS | {"changed": (N_("changed since then"), "yellow"), "ungraded": (N_("not graded yet"), "yellow")}


@click.command("list")
@submission_option
def list_exercises(submission: Path) -> None:
    """See what is done and what is next, without grading anything."""
    console = Console(highlight=False)
    with refusing_unusable_input():
        submitted = read(submission)
    found = standings(submitted)
    counting, beyond = found[: len(TASKS)], found[len(TASKS) :]
    console.print(Text("\n").append(_summary(counting, console.width)).append("\n"))
    console.print(Padding(table(_rows(counting), console), (0, 0, 0, GAP)))
    console.print(Text("\n" + wrapped(_("Beyond the book's five, outside the score:"), console.width) + "\n"))
    console.print(Padding(table(_rows(beyond), console), (0, 0, 0, GAP)))
    console.print(Text("\n").append(_next(to_do(found), submitted.label, console.width)))


def _summary(counting: Sequence[Standing], width: int) -> Text:
    done = f"{len(counting) - len(to_do(counting))} / {len(counting)}"
    score, most = sum(standing.score or 0 for standing in counting), sum(standing.task.points for standing in counting)
    return headline(_("Done {done}, score {points} when last graded"), width, done=done, points=f"{score} / {most}")


def _rows(found: Sequence[Standing]) -> list[Row]:
    return [
        Row(standing.task.id, f"{'-' if standing.score is None else standing.score} / {standing.task.points}", *words)
        for standing in found
        for words in [_words(standing)]
    ]


def _words(standing: Standing) -> tuple[str, str]:
    """What a standing is called, in its style."""
    words, style = WORDS[standing.status]
    if standing.waiting_for:
        return _("waiting for {exercises}").format(exercises=listed(standing.waiting_for)), style
    return _(words), style


def _next(waiting: Sequence[Standing], label: str, width: int) -> Text:
    if not waiting:
        return Text(wrapped(_("All of it is done. `python grader.py train` shows your model at work."), width))
    standing = waiting[0]
    if not isinstance(standing.task, Exercise):
        return headline(_("Next: {step}"), width, step=_("`python grader.py` trains a model with your five."))
    file = printable(f"{label}/{standing.task.file}")
    if standing.status == "not_started":
        step = _("open {file}, read what it asks for, and replace the line `raise NotImplementedError`.")
    elif standing.status in ("changed", "ungraded"):
        step = _("{exercise}. `python grader.py grade {exercise}` says whether it is right now.")
    else:
        step = _("{exercise}. `python grader.py grade {exercise}` says what does not hold yet.")
    return headline(_("Next: {step}"), width, step=step.format(file=file, exercise=standing.task.id))
