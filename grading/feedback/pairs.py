"""Two wrong steps at once: the wrong classes of a course write single methods anew, so that two can be put together."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations
from typing import Any

from course.records import Answer, Call, Exercise, Situation
from grading.feedback.cells import Cell, Scope, cells_of, shows
from grading.feedback.comparison import bounded, same
from grading.feedback.explanation import Explanation, Known
from grading.feedback.observation import ABSENT, VALUE, Observation, Observed, observations, value_of_call
from grading.results import Mistake

WrongClasses = Callable[[], Mapping[str, tuple[Mistake, type]]]
"""Makes the wrong classes of an exercise afresh, by the names in the code, with their mistakes: some share state."""
COST = 10
"""More than any other explanation's: pairs are looked for last."""


@dataclass(frozen=True, eq=False)
class WrongSteps:
    """Two mistakes in the order of their steps, each as it is alone, and what comes of both together in a cell."""

    first: Known
    second: Known
    together: Callable[[Cell], Any]


def pairs_that_explain(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], pairs: Iterable[WrongSteps]
) -> Iterator[Explanation]:
    """Pairs of wrong steps that make all values of these cells; of an object, all that is observed of it.

    Where one of the two hardly shows beside the other, only the other is named.
    """
    scope = _scope(exercise, wrong, scopes)
    chosen = scope.of(cells) if scope else []
    for pair in pairs if any(cell.wrong for cell in chosen) else ():
        if scope and all(same(pair.together(cell), cell.got) for cell in chosen):
            both, alone = pair.together, ((pair.first, pair.second), (pair.second, pair.first))
            if seen := [Known(one.mistake, both) for one, other in alone if shows(chosen, both, other.predict)]:
                rest = seen[1] if len(seen) == 2 else None
                yield Explanation(scope, scope.cells & wrong, wrong, (COST, False, 0), known=seen[0], other=rest)


def pairs_of(exercise: Exercise, wrong_classes: WrongClasses) -> Iterator[WrongSteps]:
    """Each two wrong classes that write different methods anew, put together."""
    classes = wrong_classes()
    methods = {name: _methods(answer) for name, (mistake, answer) in classes.items()}

    def played(*names: str) -> Callable[[Cell], Any]:
        # What shares state with others comes to something else once they were played: each is loaded for itself.
        shared = any(_keeps_state(classes[name][1]) for name in names)
        loaded = wrong_classes if shared else lambda: classes
        return _Played(exercise, partial(_put_together, loaded, names)).of_cell

    alone = {name: Known(mistake, played(name)) for name, (mistake, _answer) in classes.items()}
    for first, second in combinations(sorted(classes, key=_place_of_the_step(classes, methods)), 2):
        if classes[first][0].name != classes[second][0].name and not methods[first] & methods[second]:
            yield WrongSteps(alone[first], alone[second], played(first, second))


def _put_together(loaded: WrongClasses, names: Sequence[str]) -> type:
    """One class that makes all these mistakes."""
    classes = loaded()
    return type("Together", tuple(classes[name][1] for name in names), {})


def cells_of_pairs(exercise: Exercise, right: Sequence[Observed]) -> list[Cell]:
    """The cells in which pairs are looked at: of calls the values, of an object all that is observed of it."""
    return [cell for cell in cells_of(exercise, right, right) if exercise.instance or cell.aspect == VALUE]


def _scope(exercise: Exercise, wrong: int, scopes: Sequence[Scope]) -> Scope | None:
    everywhere = [scope for scope in scopes if not scope.conditions]
    if exercise.instance:
        return next((scope for scope in everywhere if not wrong & ~scope.cells), None)
    return next((scope for scope in everywhere if scope.aspects == (VALUE,)), None)


def _place_of_the_step(
    classes: Mapping[str, tuple[Mistake, type]], methods: Mapping[str, Set[str]]
) -> Callable[[str], list[int]]:
    """Where the methods that a wrong class writes anew stand in what all of them derive from."""

    def place(name: str) -> list[int]:
        steps = vars(classes[name][1].__mro__[-2])
        return [place for place, step in enumerate(steps) if step in methods[name]]

    return place


def _methods(answer: type) -> Set[str]:
    """The names of what a wrong class writes anew."""
    return {name for name, value in vars(answer).items() if callable(value)}


def _keeps_state(answer: type) -> bool:
    """Whether objects of a class may share a list: one of the class, or a default."""
    values = vars(answer).values()
    defaults = (default for value in values for default in getattr(value, "__defaults__", None) or ())
    return any(isinstance(value, list) for value in (*values, *defaults))


class _Played:
    """What comes of a class, or of its object that is called like a function, in one situation after the other.

    An object's steps are taken as far as somebody asks: most pairs differ from an answer in one of the first.
    """

    def __init__(self, exercise: Exercise, made: Callable[[], type]) -> None:
        self.exercise, self.made = exercise, made
        self.values: dict[Situation, Any] = {}
        self.seen: dict[Situation | None, dict[str, Any]] = {}
        self.playing: Situation | None = None
        self.steps: Iterator[Observation] = iter(())

    @cached_property
    def answer(self) -> Answer:
        return self.made() if self.exercise.instance else self.made()()

    def of_cell(self, cell: Cell) -> Any:
        if isinstance(cell.situation, Call):
            if cell.situation not in self.values:
                self.values[cell.situation] = value_of_call(cell.situation.arguments, self.answer)
            return self.values[cell.situation]
        if cell.situation not in self.seen:
            for earlier in self.steps:  # what they leave behind may show in what comes after
                self._keep(earlier)
            self.playing, self.seen[cell.situation] = cell.situation, {}
            self.steps = observations(self.exercise, cell.situation, self.answer)
        while cell.situation is self.playing and cell.what not in self.seen[cell.situation]:
            if (one := next(self.steps, None)) is None:
                break
            self._keep(one)
        return self.seen[cell.situation].get(cell.what, ABSENT)

    def _keep(self, one: Observation) -> None:
        self.seen[self.playing][one.what] = bounded(one.value)
