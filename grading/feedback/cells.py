"""All that is observed of an answer, as cells beside what is right: one for each situation and aspect."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import torch
from torch import Tensor

from course.records import Call, Exercise, Play, Situation
from grading.feedback.attempts import crashed
from grading.feedback.comparison import same
from grading.feedback.observation import ABSENT, DTYPE, GRADIENTS, LOOKED_UP, VALUE, WHAT_COMES_BACK, Observed
from grading.feedback.rules import Pair
from grading.text import listed
from language import translated as _

LEAST_WRONG, LEAST_RIGHT, LEAST_RIGHT_PLAYS = 2, 3, 9
"""Wrong cells that are more than chance; situations without a condition that have to be right to blame it: plays vary
in more ways than calls do."""
LEAST_TELLING = 3
"""Situations that have to show something."""
Prediction = Callable[["Cell"], Any]


@dataclass(frozen=True, eq=False)
class Cell:
    """One value that was observed, beside the right one.

    number: of the situation. aspect: what kind of value it is. sizes: numbers of the situation, by their names.
    """

    number: int
    situation: Situation
    what: str
    aspect: str
    conditions: tuple[str, ...]
    sizes: Mapping[str, float]
    got: Any
    expected: Any

    @cached_property
    def wrong(self) -> bool:
        return not same(self.got, self.expected)

    def beside(self, value: Any) -> Pair:
        """What came back and another value; of a play's argument, such as W, how it has changed."""
        arguments, got = self.situation.arguments, self.got
        if isinstance(arguments, Mapping) and isinstance(start := arguments.get(self.aspect), Tensor):
            return Pair(_change(got, start), _change(value, start), (), self.sizes)
        if _is_of_numbers(got) and _is_of_numbers(value):
            got, value = torch.tensor(got, dtype=torch.int64), torch.tensor(value, dtype=torch.int64)
        return Pair(got, value, arguments if isinstance(arguments, tuple) else (), self.sizes)


def _is_of_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(type(item) is int for item in value)


def _change(value: Any, start: Tensor) -> Any:
    return value - start if isinstance(value, Tensor) and value.shape == start.shape else value


@dataclass(frozen=True)
class Scope:
    """Some of the cells, as bits: those of these aspects among all, `met`, that meet these conditions."""

    cells: int
    met: int
    conditions: tuple[str, ...]
    aspects: tuple[str, ...]

    def of(self, cells: Sequence[Cell]) -> list[Cell]:
        return [cell for place, cell in enumerate(cells) if self.cells >> place & 1]


def cells_of(exercise: Exercise, observed: Sequence[Observed], right: Sequence[Observed]) -> list[Cell]:
    """The cells of an answer that say something of their own, and are no mere consequence of what else is wrong."""
    cells = []
    for number, (mine, theirs) in enumerate(zip(observed, right, strict=True)):
        sizes = exercise.sizes(theirs.situation)
        of_situation = [
            Cell(number, theirs.situation, what, seen.aspect, seen.conditions, sizes, mine.value(what), seen.value)
            for what, seen in theirs.seen.items()
        ]
        cells += [cell for cell in of_situation if not _is_a_consequence(cell, of_situation)]
    if any(cell.wrong and cell.aspect == VALUE for cell in cells):  # what becomes of the gradients then says little
        flowing = any(cell.aspect == GRADIENTS and cell.got is not None and not crashed(cell.got) for cell in cells)
        return [cell for cell in cells if cell.aspect != GRADIENTS or crashed(cell.got) or not flowing]
    return cells


def _is_a_consequence(cell: Cell, cells: Sequence[Cell]) -> bool:
    if cell.got is ABSENT:
        return True
    wrong = [other for other in cells if other is not cell and other.wrong]
    stopped = any(crashed(other.got) and other.aspect != GRADIENTS for other in wrong)
    match cell.situation:
        case Call():
            return stopped
        case _ if stopped:
            return not crashed(cell.got)
        case Play():  # what is measured follows what the net has learned
            return isinstance(cell.expected, float) and any(isinstance(other.expected, Tensor) for other in wrong)
    return False


def bits(values: Iterable[bool]) -> int:
    """True as 1, the first value in the lowest place."""
    return sum(1 << place for place, value in enumerate(values) if value)


def scopes_of(cells: Sequence[Cell], wrong: int, returned: Sequence[str] = ()) -> Iterator[Scope]:
    """All cells, those of one aspect, and of these those under one condition or two; each with wrong cells, and once.

    returned: the aspects that come back together; all others are a group of their own too, and all but the dtype.
    """
    aspects = list(dict.fromkeys(cell.aspect for cell in cells))
    others = tuple(aspect for aspect in aspects if aspect not in returned)
    numbers = tuple(aspect for aspect in aspects if aspect != DTYPE)
    groups = [tuple(aspects), others, tuple(returned), numbers, *((aspect,) for aspect in aspects)]
    of_group = {group: bits(cell.aspect in group for cell in cells) for group in groups}
    conditions = list(dict.fromkeys(condition for cell in cells for condition in cell.conditions))
    under = {condition: bits(condition in cell.conditions for cell in cells) for condition in conditions}
    seen = set()
    for names in ((), *combinations(conditions, 1), *combinations(conditions, 2)):
        met = (1 << len(cells)) - 1
        for name in names:
            met &= under[name]
        for group in groups:
            chosen = met & of_group[group]
            if chosen & wrong and chosen not in seen:
                seen.add(chosen)
                yield Scope(chosen, met, names, group)


def is_telling(cells: Sequence[Cell]) -> bool:
    """Whether cells show more than chance: several situations, and results that are not all alike."""
    return len({cell.number for cell in cells}) >= LEAST_TELLING and (cells[0].got is None or _differ(_got(cells)))


def shows(cells: Sequence[Cell], both: Prediction, other: Prediction) -> bool:
    """Whether a mistake shows in these cells beside another one: with both of them more than chance differs."""
    showing = [cell for cell in cells if not same(both(cell), other(cell))]
    return len(showing) >= LEAST_TELLING and (_differ(_got(showing)) or _differ([other(cell) for cell in showing]))


def _got(cells: Sequence[Cell]) -> list[Any]:
    return [cell.got for cell in cells]


def _differ(values: Sequence[Any]) -> bool:
    return not all(same(values[0], value) for value in values)


# What can be said of all cells


def where_it_goes_wrong(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The condition, or two, under which every situation is wrong, and else none; empty if there is none."""
    wrong = bits(cell.wrong for cell in cells)
    wrong_situations = {cell.number for cell in cells if cell.wrong}
    if len(wrong_situations) < LEAST_WRONG:
        return ()
    for scope in scopes_of(cells, wrong):
        met = {cell.number for cell in scope.of(cells)}
        if not scope.conditions or met != wrong_situations or wrong & ~scope.cells:
            continue
        least = LEAST_RIGHT_PLAYS if isinstance(cells[0].situation, Play) else LEAST_RIGHT
        if all(len(_situations_without(condition, cells)) >= least for condition in scope.conditions):
            return scope.conditions
    return ()


def _situations_without(condition: str, cells: Sequence[Cell]) -> set[int]:
    return {cell.number for cell in cells} - {cell.number for cell in cells if condition in cell.conditions}


def parts_that_are_wrong(exercise: Exercise, cells: Sequence[Cell]) -> str:
    """Which of the values that come of the exercise are wrong, and which are right; "" if it is all the same."""
    if not (exercise.returns or exercise.subjects):  # other aspects are no words of the learner's
        return ""
    aspects = [aspect for aspect in dict.fromkeys(cell.aspect for cell in cells) if is_a_result(exercise, aspect)]
    wrong = {cell.aspect for cell in cells if cell.wrong}
    if len(aspects) < 2 or not wrong or not set(aspects) - wrong:
        return ""
    template = _("Not right: {wrong}. Right, as long as nothing else is wrong: {right}.")
    names = {aspect: _(exercise.subjects.get(aspect, aspect)) for aspect in aspects}
    return template.format(
        wrong=listed(names[aspect] for aspect in aspects if aspect in wrong),
        right=listed(names[aspect] for aspect in aspects if aspect not in wrong),
    )


def is_a_result(exercise: Exercise, aspect: str) -> bool:
    """Whether sentences may speak of the values of an aspect."""
    return aspect in (*exercise.returns, *exercise.subjects, VALUE, DTYPE, LOOKED_UP, WHAT_COMES_BACK)


def subject(exercise: Exercise, scope: Scope) -> str:
    """How a sentence about the values of a scope begins."""
    aspect = scope.aspects[0]
    if len(scope.aspects) == 1 and aspect in exercise.returns:
        return _("The {name}").format(name=_(aspect))
    return _(exercise.subjects[aspect]) if aspect in exercise.subjects else _("What comes back")
