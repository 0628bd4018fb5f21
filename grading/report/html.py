"""A Scorecard as a piece of HTML, for the output of a cell: readable on light and on dark."""

import re
from functools import cache
from gettext import gettext, ngettext
from gettext import gettext as _
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

import course
from grading.report.terminal import STATUS
from grading.results import ExerciseResult, Scorecard
from grading.text import listed, printable

MARKS = {"passed": "\N{CHECK MARK}", "not_started": "\N{MIDDLE DOT}"}
CROSS = "\N{MULTIPLICATION SIGN}"
EXERCISES = {exercise.id: exercise for exercise in course.EVERY_EXERCISE}
VALUE = re.compile(r"  (\S+(?: \S+)*) {2,}(\S.*)")
"""How a message shows a value: what it is, and then the value, each in its column."""


class Message(NamedTuple):
    """A message in its parts: what was called, values beside what they are, and why."""

    before: str
    values: list[tuple[str, str]]
    after: str


def render(scorecard: Scorecard) -> str:
    """The HTML of a report, a fragment; all that stands in it is escaped."""
    return template("report.html").render(scorecard=scorecard, results=(*scorecard.exercises, *scorecard.bonus))


def template(name: str) -> Template:
    """A template of this folder. Whatever it is given is escaped, unless it is Markup."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    environment.globals.update(
        _=gettext, ngettext=ngettext, printable=printable, listed=listed, parts=parts, mark=_mark, status=status,
        first_words=_first_words, with_code=with_code, only_message=only_message, learnt=_learnt,
    )  # fmt: skip
    return environment


def status(result: ExerciseResult) -> str:
    """Where an exercise stands, in words."""
    return _(STATUS[result.status][0])


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


def with_code(text: str) -> Markup:
    """Text, escaped, in which what stands between backquotes is code."""
    pieces = printable(text).split("`")
    if len(pieces) % 2 == 0:  # a backquote without its partner
        return escape(printable(text))
    return Markup().join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )


def _mark(status: str) -> str:
    return MARKS.get(status, CROSS)


def only_message(result: ExerciseResult) -> str:
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
