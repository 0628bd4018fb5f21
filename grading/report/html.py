"""A Scorecard as a piece of HTML, for the output of a cell: readable on light and on dark."""

import re
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

import course
from grading.report.terminal import STATUS
from grading.results import ExerciseResult, Scorecard
from grading.text import listed, printable

MARKS = {"passed": "\N{CHECK MARK}", "not_started": "\N{MIDDLE DOT}"}
CROSS = "\N{MULTIPLICATION SIGN}"
EXERCISES = {exercise.id: exercise for exercise in (*course.EXERCISES, *course.BONUS)}
VALUE = re.compile(r"  (\S+(?: \S+)*) {2,}(\S.*)")
"""How a message shows a value: what it is, and then the value, each in its column."""


class Message(NamedTuple):
    """A message in its parts: what was called, values beside what they are, and why."""

    before: str
    values: list[tuple[str, str]]
    after: str


def render(scorecard: Scorecard) -> str:
    """The HTML of a report; all that stands in it is escaped."""
    return _template().render(
        _=_, scorecard=scorecard, results=(*scorecard.exercises, *scorecard.bonus), parts=parts, mark=_mark,
        status=lambda result: _(STATUS[result.status][0]), first_words=_first_words, listed=listed, printable=printable,
        only_message=_only_message, learnt=_learnt, all_pass=_("All of its checks pass."),
    )  # fmt: skip


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    return environment.get_template("report.html")


def parts(message: str) -> Message:
    """The parts of a message; one that shows no values side by side is all before them."""
    lines = printable(message).split("\n")
    found = [number for number, line in enumerate(lines) if VALUE.fullmatch(line)]
    if len(found) < 2 or found != list(range(found[0], found[0] + len(found))):
        return Message("\n".join(lines), [], "")
    values = [match.groups() for line in lines if (match := VALUE.fullmatch(line))]
    before, after = lines[: found[0]], lines[found[-1] + 1 :]
    rows = [(str(what), str(value).replace("], [", "],\n [")) for what, value in values]
    return Message("\n".join(before), rows, "\n".join(after))


def _mark(status: str) -> str:
    return MARKS.get(status, CROSS)


def _only_message(result: ExerciseResult) -> str:
    """What is said of all open checks alike, as of code that does not run; "" if they differ, or there is but one."""
    messages = {check.message for check in result.open_checks}
    return messages.pop() if len(messages) == 1 and len(result.checks) == len(result.open_checks) else ""


def _learnt(result: ExerciseResult) -> str:
    """What somebody knows who has solved an exercise; "" of one that is not solved."""
    exercise = EXERCISES.get(result.id)
    return _(exercise.learnt) if exercise and result.status == "passed" else ""


def _first_words(result: ExerciseResult) -> str:
    """What to do where nothing is written."""
    if result.status != "not_started":
        return ""
    return _("Write it in its cell, run that, and run this one again.")
