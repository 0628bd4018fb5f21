"""What a handout takes with it of the answers to an exercise: observations in place of code (feedback/recorded.py)."""

import json
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import language
from course.records import Call, Exercise
from given.model import one_thread
from grading.feedback.cells import Cell, cells_of
from grading.feedback.changes import changes
from grading.feedback.diagnosis import in_situations, solved, texts_of_mistakes, two_wrong_steps
from grading.feedback.observation import VALUE, Observed, situations_of
from grading.feedback.pairs import cells_of_pairs
from grading.feedback.plain_data import to_plain
from grading.feedback.review import of_the_solution

Observations = dict[str, list[Observed]]
"""What is observed of each answer, by name and situation; of the solution, "", first."""


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
    observed = {spoken: _observations(exercise, spoken) for spoken in language.CATALOGUES}
    names, answers = _answers(observed, values)
    changed, mistakes = _changed(exercise, values), texts_of_mistakes(exercise)
    return {
        "values": values.forms, "observations": names, "answers": answers, "changed": changed, "mistakes": mistakes,
    }  # fmt: skip


def _observations(exercise: Exercise, spoken: str) -> Observations:
    with _speaking(spoken):
        situations = situations_of(exercise)
        found: Observations = {"": of_the_solution(exercise)}
        for name, answer in in_situations(exercise, situations).items():
            found[name] = [answer.in_situation(number) for number in range(len(situations))]
    return found


@contextmanager
def _speaking(spoken: str) -> Iterator[None]:
    before = language.current()
    language.use(spoken)
    try:
        yield
    finally:
        language.use(before)


def _answers(observed: Mapping[str, Observations], values: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """What can be observed in each situation, by language, and where each answer's observations and values are.

    The same is observed in each language, in the same order, under other names.
    """
    names: dict[str, list[list[Any]]] = {spoken: [] for spoken in observed}
    answers: dict[str, list[Any]] = {name: [] for name in next(iter(observed.values()))}
    for number in range(len(next(iter(observed.values()))[""])):
        places: dict[tuple[str, ...], int] = {}
        for spoken in observed:
            names[spoken].append([])
        for name, found in answers.items():
            pairs = []
            for same in _in_all_languages(observed[spoken][name][number] for spoken in observed):
                whats = tuple(observation.what for observation in same)
                if whats not in places:
                    places[whats] = len(places)
                    for spoken, one in zip(observed, same, strict=True):
                        names[spoken][-1].append([one.what, one.aspect, list(one.conditions)])
                pairs.append([places[whats], values.place(same[0].value)])
            found.append(pairs)
    return names, answers


def _in_all_languages(observed: Iterable[Observed]) -> Iterator[Sequence[Any]]:
    return zip(*(one.seen.values() for one in observed), strict=True)


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
    """Two mistakes each, and what comes of both together."""
    values, cells = Values(), cells_of_pairs(exercise, of_the_solution(exercise))
    pairs = [
        [pair.first.name, pair.second.name, [values.place(pair.of_cell(cell)) for cell in cells]]
        for pair in two_wrong_steps(exercise)
    ]
    return {"values": values.forms, "pairs": pairs}
