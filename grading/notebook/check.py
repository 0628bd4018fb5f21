"""`check(softmax)` in a cell: what is defined there is graded as a file would be, and the result shown below."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import textdomain
from io import StringIO
from pathlib import Path
from typing import Any

from rich.console import Console

import language
from course import EVERY_EXERCISE
from course.records import Exercise
from grading.grade import Settings, grade
from grading.notebook.session import executed_cells, exercise_of, shell
from grading.report import html, terminal
from grading.results import NoGrade, Scorecard
from grading.submissions.submission import Submission, from_cells
from grading.text import listed

ALL = {exercise.name: exercise for exercise in EVERY_EXERCISE}
WIDTH = 100


class Report:
    """A Scorecard as a notebook shows it, or as text where nothing draws."""

    def __init__(self, scorecard: Scorecard) -> None:
        self.scorecard = scorecard

    def _repr_html_(self) -> str:
        return html.render(self.scorecard)

    def __repr__(self) -> str:
        text = StringIO()
        plain = Console(file=text, width=WIDTH, highlight=False, color_system=None, force_jupyter=False)
        terminal.show(self.scorecard, plain)
        return text.getvalue().strip("\n")


def check(*answers: Any) -> None:
    """Grade what the cells define, and show what came of it.

    answers: the functions and classes to grade, or their names; all that is defined so far if there is none. Their
        code is taken from the cells that were run, and runs in a process of its own, with nothing of this notebook
        but what it reaches.
    """
    _speak()
    submission = _notebook()
    asked = _exercises(answers) if answers else [task for task in ALL.values() if not submission.not_started(task)]
    if asked is None:
        return
    if not asked:
        print(_("None of the exercises is written yet: {names}.").format(names=listed(ALL)))
        return
    tasks = [exercise for exercise in ALL.values() if exercise in asked]
    try:
        report = Report(grade(submission, Settings(tasks=tasks)))
    except NoGrade as problem:
        print("\n".join([str(problem), _("This is not a grade.")]))
        return
    if shell():
        from IPython.display import display  # type: ignore[import-not-found,unused-ignore]  # Jupyter's own

        display(report)  # type: ignore[no-untyped-call,unused-ignore]  # IPython gives few types
    else:
        print(report)


def written(*answers: Any) -> bool:
    """Whether all of these, functions and classes or their names, are begun; says which are not."""
    _speak()
    submission = _notebook()
    asked = _exercises(answers)
    if asked is None:
        return False
    waiting = [exercise.name for exercise in asked if submission.not_started(exercise)]
    if waiting:
        message = _("This cell is waiting for {names}. Write that above, and run this cell again.")
        print(message.format(names=listed(f"`{name}`" for name in waiting)))
    return not waiting


def _speak() -> None:
    """Have a language, the one of the locale unless another was chosen."""
    if textdomain() != language.DOMAIN:
        language.use(None)


def _notebook() -> Submission:
    return from_cells(Path("notebook"), executed_cells(), _("this notebook"))


def _exercises(answers: Sequence[Any]) -> list[Exercise] | None:
    """The exercises that these answer; None, and a line that says so, if one of them answers none."""
    found = [exercise_of(answer, ALL) for answer in answers]
    if None in found:
        message = _("What can be checked is what the exercises ask for: {names}.")
        print(message.format(names=listed(f"`{name}`" for name in ALL)))
        return None
    return [exercise for exercise in found if exercise]
