"""`solution`: what a learner wrote beside the kit's own solution, once theirs is right or they give up."""

import ast
import sys
import warnings
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len
from rich.console import Console, Group
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from course.answers import SOLUTIONS
from course.records import Exercise
from grading.commands.shared import exercise_argument, graded_alone, refusing_unusable_input, submission_option, waiting
from grading.results import NoGrade
from grading.submissions.submission import Submission, read
from grading.text import printable, wrapped

GAP = 4
"""Columns of the terminal between the two."""


@click.command("solution")
@exercise_argument
@submission_option
@click.option("--give-up", is_flag=True, help="Show it although yours is not right yet.")
def solution(task: Exercise, submission: Path, give_up: bool) -> None:
    """Show a solution beside yours, once yours is right."""
    console = Console(highlight=False)
    with refusing_unusable_input():
        submitted = read(submission)
    if not give_up and not _is_right(submitted, task, submission, console):
        template = _(
            "{exercise} does not pass all its checks yet, and its solution is shown once it does. "
            "`python grader.py hint {exercise}` gives a hint; `--give-up` shows the solution all the same."
        )
        click.echo(wrapped(template.format(exercise=task.id), console.width))
        sys.exit(1)
    texts = {
        f"{submitted.label}/{task.file}": submitted.sources.get(task.file, ""),
        f"{SOLUTIONS.name}/{task.file}": (SOLUTIONS / task.file).read_text(encoding="utf-8"),
    }
    codes = {printable(title): printable(_code(text)).expandtabs(4) for title, text in texts.items()}
    console.print(_beside(codes, console.width))
    console.print(Text("\n" + wrapped(_(task.about_the_solution), console.width)))


def _is_right(submission: Submission, exercise: Exercise, path: Path, console: Console) -> bool:
    if submission.not_started(exercise) or submission.problem(exercise):
        return False
    try:
        with waiting(console, _("Looking at {exercise}").format(exercise=exercise.id)):
            return graded_alone(submission, exercise, path).status == "passed"
    except NoGrade as problem:
        template = _("{exercise} could not be graded: {problem}")
        click.echo("grader: " + template.format(exercise=exercise.id, problem=problem), err=True)
        return False


def _code(text: str) -> str:
    """A file without its docstrings, which both have; all of it where Python cannot read it."""
    lines = text.split("\n")  # as Python counts lines
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text
    for docstring in _docstrings(tree):
        first, last = docstring.lineno - 1, docstring.end_lineno - 1
        before, after = lines[first].encode()[: docstring.col_offset], lines[last].encode()[docstring.end_col_offset :]
        if not (before.strip() or after.strip()):  # what shares its lines with code stays
            lines[first : last + 1] = []
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _docstrings(tree: ast.Module) -> list[Any]:
    """The statements that are docstrings, from the last one in the file to the first."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    found = [node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and ast.get_docstring(node)]
    return sorted(found, key=lambda docstring: -docstring.lineno)


def _beside(codes: Mapping[str, str], width: int) -> Group | Table:
    """The codes side by side under their titles, or one below the other where there is no room for that."""
    blocks = [Text("\n\n").join([Text(title, "bold"), _highlighted(code)]) for title, code in codes.items()]
    if sum(cell_len(line) for line in _longest_lines(blocks)) + GAP > width:
        return Group(blocks[0], Text(), blocks[1])
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_row(*blocks)
    return grid


def _longest_lines(blocks: Sequence[Text]) -> list[str]:
    return [max(block.plain.splitlines(), key=cell_len) for block in blocks]


def _highlighted(code: str) -> Text:
    text = Syntax("", "python", theme="ansi_dark", background_color="default").highlight(code)
    text.rstrip()
    return text
