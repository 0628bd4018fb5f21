"""What a handout takes with it of the answers to an exercise: observations in place of code (feedback/recorded.py)."""

import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import language
from course.records import Call, Exercise
from given.model import one_thread
from grading.feedback.cells import Cell, cells_of
from grading.feedback.changes import changes
from grading.feedback.diagnosis import in_situations, solved, texts_of_mistakes, two_wrong_steps
from grading.feedback.explanation import Known
from grading.feedback.observation import VALUE, situations_of
from grading.feedback.pairs import cells_of_pairs
from grading.feedback.plain_data import to_plain
from grading.feedback.review import of_the_solution


class Values:
    """A list in which each value stands once."""

    def __init__(self) -> None:
        self.forms: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, value: Any) -> int:
        form = to_plain(value)
        text = json.dumps(form)
        if text not in self._places:
            self._places[text] = len(self.forms)
            self.forms.append(form)
        return self._places[text]


def records(exercise: Exercise) -> dict[str, str]:
    """The records of an exercise, JSON each, by the folders where a handout keeps them.

    Its answers are called in this process.
    """
    with one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what torch thinks of wrong answers is for nobody
        parts = {"observed": _observed(exercise), "pairs": _pairs(exercise)}
    return {
        folder: json.dumps(part, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        for folder, part in parts.items()
    }


def _observed(exercise: Exercise) -> dict[str, Any]:
    values = Values()
    return {
        "languages": {spoken: _in_language(exercise, spoken, values) for spoken in language.CATALOGUES},
        "changed": _changed(exercise, values),
        "mistakes": texts_of_mistakes(exercise),
        "values": values.forms,
    }


def _in_language(exercise: Exercise, spoken: str, values: Values) -> dict[str, Any]:
    """What can be observed in each situation, and what each answer comes to there; some errors speak the language."""
    with _speaking(spoken):
        situations = situations_of(exercise)
        found = {"": of_the_solution(exercise)}
        for name, answer in in_situations(exercise, situations).items():
            found[name] = [answer.in_situation(number) for number in range(len(situations))]
    observations: list[dict[str, list[Any]]] = [{} for _situation in situations]
    answers: dict[str, list[list[list[int]]]] = {name: [] for name in found}
    for name, observed in found.items():
        for number, one in enumerate(observed):
            known = observations[number]
            for what, seen in one.seen.items():
                known.setdefault(what, [what, seen.aspect, list(seen.conditions)])
            places = {what: place for place, what in enumerate(known)}
            answers[name].append([[places[what], values.place(seen.value)] for what, seen in one.seen.items()])
    return {"observations": [list(known.values()) for known in observations], "answers": answers}


@contextmanager
def _speaking(spoken: str) -> Iterator[None]:
    before = language.current()
    language.use(spoken)
    try:
        yield
    finally:
        language.use(before)


def _changed(exercise: Exercise, values: Values) -> dict[str, Any]:
    """What each answer returns for changed arguments; nothing where there are no calls of a function alone."""
    situations, solution = situations_of(exercise), solved(exercise)
    if not isinstance(situations[0], Call) or solution.changed is None:
        return {}
    right = of_the_solution(exercise)
    cells: list[Cell] = [cell for cell in cells_of(exercise, right, right) if cell.aspect == VALUE]
    answers = {"": solution.changed}
    answers |= {name: answer.changed for name, answer in in_situations(exercise, situations).items()}
    return {
        name: {
            change.mistake.name: [values.place(answer(change, cell)) for cell in cells]
            for change in changes(situations[0].arguments)
        }
        for name, answer in answers.items()
    }


def _pairs(exercise: Exercise) -> dict[str, Any]:
    """Each wrong step alone, and each two of them together."""
    values, steps, cells = Values(), Values(), cells_of_pairs(exercise, of_the_solution(exercise))

    def places(of_cell: Callable[[Cell], Any]) -> list[int]:
        return [values.place(of_cell(cell)) for cell in cells]

    def step(known: Known) -> int:
        return steps.place([known.mistake.name, places(known.predict)])

    pairs = [[step(two.first), step(two.second), places(two.together)] for two in two_wrong_steps(exercise)]
    return {"values": values.forms, "steps": steps.forms, "pairs": pairs}
