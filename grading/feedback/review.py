"""What there is to say about an exercise beyond its checks: its mistake by name, or a difference; advice."""

import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from torch import Tensor

import language
from course.answers import SOLUTIONS
from course.records import Exercise
from course.values import difference_texts, value_text
from grading.feedback.attempts import crashed
from grading.feedback.cells import cells_of, parts_that_are_wrong, where_it_goes_wrong
from grading.feedback.comparison import same
from grading.feedback.diagnosis import name_mistakes
from grading.feedback.observation import Observed, observe
from grading.feedback.recorded import recorded
from grading.feedback.sentences import joined
from grading.results import Mistake
from grading.sandbox.in_process import LocalSession, Session
from grading.submissions.submission import read_folder
from grading.text import NOTHING, Shown, shown
from language import N_
from language import translated as _

LOOPS = N_(
    "Your code handles the rows one by one in Python. An operation on the whole tensor does the same at once, and "
    "for a batch of 256 it is many times faster."
)
COPIES = N_(
    "Your code copies its input. Operations such as exp and sum leave their input as it is and return a new tensor, "
    "so the copy is not needed."
)
RETURNS_A_TENSOR = N_(
    "What comes back is a tensor; a plain float is meant. It works, but a tensor can keep a whole computation in "
    "memory. float(...) makes a number of it."
)


@dataclass(frozen=True)
class Review:
    """Mistakes by their names, the first to be mended first; advice on what is right.

    complete: the mistakes explain all that is wrong. difference: where they do not, the first one from what is right.
    """

    mistakes: tuple[Mistake, ...] = ()
    complete: bool = False
    difference: Shown = NOTHING
    advice: tuple[str, ...] = ()


def review(exercise: Exercise, session: Session, passed: bool) -> Review:
    """Look at an exercise once more, with what the checks do not ask.

    What the worker says is not to be trusted, and a surprise in it must not cost a grade: then there is
    nothing to say.
    """
    with suppress(Exception):
        session.on_print = lambda text: None  # it was shown in the checks
        session.lenient = True  # a ready-made operator costs points, but not the mistake's name
        answer = session.answer(exercise)
        observed = observe(exercise, answer)
        if passed:
            return Review(advice=tuple(map(_, (*exercise.advice(answer), *_advice(exercise, observed)))))
        right = of_the_solution(exercise)
        mistakes, complete = name_mistakes(exercise, observed, right, answer)
        if mistakes or not session.ready_made:
            difference = NOTHING if complete else shown(_unexplained(exercise, observed, right))
            return Review(mistakes, complete, difference)
    return Review()


def _unexplained(exercise: Exercise, observed: list[Observed], right: list[Observed]) -> str:
    """The first difference, and what can be said of all."""
    cells = cells_of(exercise, observed, right)
    conditions = where_it_goes_wrong(cells)
    where = _("It goes wrong where {conditions}; elsewhere what was tried is right.") if conditions else ""
    where = where.format(conditions=joined(conditions))
    return "\n".join(filter(None, (_difference(observed, right), where, parts_that_are_wrong(exercise, cells))))


def _difference(observed: list[Observed], solved: list[Observed]) -> str:
    """The first observation, in the simplest situation, that is not as it should be; "" if all are."""
    for seen, right in zip(observed, solved, strict=True):
        for what in right.seen:
            got, expected = seen.value(what), right.value(what)
            if not same(got, expected):
                lines = _("{call}\n  got       {got}\n  expected  {expected}")
                got_text, expected_text = _texts(got, expected)
                return lines.format(call=what, got=got_text, expected=expected_text)
    return ""


def _texts(got: Any, expected: Any) -> tuple[str, str]:
    if crashed(got):
        return f"{got['raised']}: {got['text']}", value_text(expected)
    return difference_texts(got, expected)


def _advice(exercise: Exercise, observed: list[Observed]) -> Iterator[str]:
    """What any right answer could do better."""
    pairs = [
        (seen.value(what), right.value(what))
        for seen, right in zip(observed, of_the_solution(exercise), strict=True)
        for what in right.seen
    ]
    if any(isinstance(got, Tensor) and isinstance(expected, float) for got, expected in pairs):
        yield RETURNS_A_TENSOR
    counted = sorted((seen.operators for seen in observed if seen.operators), key=itemgetter(0))
    if counted:
        (fewest_rows, few), (most_rows, many) = counted[0], counted[-1]
        if sum(many.values()) - sum(few.values()) >= most_rows - fewest_rows:
            yield LOOPS
        if few.get("aten::clone"):
            yield COPIES


def of_the_solution(exercise: Exercise) -> list[Observed]:
    """What is observed of the solution, which is right."""
    if kept := recorded(exercise, language.current()):
        return kept.solution.observed
    return _observed_solution(exercise, language.current())


@cache
def _observed_solution(exercise: Exercise, language: str) -> list[Observed]:
    """With names in this language; once for all that this process grades."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = LocalSession(read_folder(SOLUTIONS), [exercise], exercise.scenario)
        return observe(exercise, session.answer(exercise))
