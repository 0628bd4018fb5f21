"""What a handout has in place of the solution and the wrong answers of an exercise: what was observed of them.

One JSON file an exercise, observed/ID.json, which grading/handout/recording.py writes:

    values        each value once, as plain_data.py has it
    languages     by language what follows, as some errors speak it too
        observations  by situation, what can be observed there: [what, aspect, conditions]
        answers       by name, "" for the solution, and situation: pairs of an observation and a value, as their places
    changed       by name and by name of a change (changes.py): each situation's value for changed arguments
    mistakes      by name: title and explanation, in English

And one more, pairs/ID.json, which is read where it is needed:

    values        as there
    steps         the name of a mistake, and its value in each cell in which pairs are looked at
    pairs         the places of two of these, and the values of both together
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

from course.answers import is_handout, kept
from course.records import Exercise, Situation
from grading.feedback.cells import Cell
from grading.feedback.changes import Change
from grading.feedback.explanation import Known
from grading.feedback.observation import Observation, Observed, situations_of
from grading.feedback.pairs import WrongSteps, cells_of_pairs
from grading.feedback.plain_data import from_plain
from grading.results import Mistake


@dataclass(frozen=True, eq=False)
class Recorded:
    """The record of an exercise, whose observations are named in one language."""

    exercise: Exercise
    record: Any
    situations: Sequence[Situation]
    language: str

    @cached_property
    def solution(self) -> "RecordedAnswer":
        return RecordedAnswer(self, "")

    @cached_property
    def wrong(self) -> dict[str, "RecordedAnswer"]:
        return {name: RecordedAnswer(self, name) for name in self.named["answers"] if name}

    @property
    def named(self) -> Any:
        """The observations and the answers, in the language."""
        return self.record["languages"][self.language]

    @property
    def texts(self) -> dict[str, tuple[str, str]]:
        """The title and the explanation of each mistake."""
        return {name: (title, explanation) for name, (title, explanation) in self.record["mistakes"].items()}

    @cached_property
    def has_changes(self) -> bool:
        return bool(self.record["changed"])

    def pairs(self, mistakes: Mapping[str, Mistake]) -> Iterator[WrongSteps]:
        """What comes of each two wrong steps together, and of each alone; the mistakes by their names."""
        record = json.loads(kept("pairs", f"{self.exercise.id}.json"))
        cells = cells_of_pairs(self.exercise, self.solution.observed) if record["pairs"] else ()
        places = {(cell.number, cell.what): place for place, cell in enumerate(cells)}

        def of_cell(values: Sequence[int], cell: Cell) -> Any:
            return from_plain(record["values"][values[places[cell.number, cell.what]]])

        steps = [Known(mistakes[name], partial(of_cell, values)) for name, values in record["steps"]]
        for first, second, values in record["pairs"]:
            yield WrongSteps(steps[first], steps[second], partial(of_cell, values))

    def value(self, place: int) -> Any:
        return from_plain(self.record["values"][place])


@dataclass(frozen=True, eq=False)
class RecordedAnswer:
    """An answer of which no code is there, only what was observed."""

    of: Recorded
    name: str

    @cached_property
    def _observed(self) -> dict[int, Observed]:
        return {}

    def in_situation(self, number: int) -> Observed:
        if number not in self._observed:
            observations = self.of.named["observations"][number]
            seen = {}
            for place, value in self.of.named["answers"][self.name][number]:
                what, aspect, conditions = observations[place]
                seen[what] = Observation(what, self.of.value(value), aspect, tuple(conditions))
            self._observed[number] = Observed(self.of.situations[number], seen)
        return self._observed[number]

    @property
    def observed(self) -> list[Observed]:
        return [self.in_situation(number) for number in range(len(self.of.situations))]

    def of_cell(self, cell: Cell) -> Any:
        return self.in_situation(cell.number).value(cell.what)

    def changed(self, change: Change, cell: Cell) -> Any:
        """What came back for the changed arguments of a cell's call."""
        return self.of.value(self.of.record["changed"][self.name][change.mistake.name][cell.number])


@cache
def recorded(exercise: Exercise, language: str) -> Recorded | None:
    """What a handout has of an exercise's answers; None in the whole kit, which has the answers themselves."""
    if not is_handout():
        return None
    return Recorded(exercise, _record(exercise), situations_of(exercise), language)


@cache
def _record(exercise: Exercise) -> Any:
    return json.loads(kept("observed", f"{exercise.id}.json"))
