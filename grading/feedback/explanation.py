"""An explanation of what is wrong with an answer: the records, and whether some leave nothing that is wrong."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from grading.feedback.cells import Cell, Scope
from grading.feedback.changes import Change
from grading.feedback.comparison import same
from grading.feedback.facts import Fact
from grading.feedback.observation import GRADIENTS
from grading.feedback.relations import Relation
from grading.results import Mistake


@dataclass(frozen=True, eq=False)
class Known:
    """A known mistake, and what it predicts of a cell; changed: what of the cell's call with changed arguments."""

    mistake: Mistake
    predict: Callable[[Cell], Any]
    changed: Callable[[Change, Cell], Any] | None = None

    def explains(self, cells: Iterable[Cell]) -> bool:
        return all(same(self.predict(cell), cell.got) for cell in cells)


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why the cells of a scope are what they are: a known mistake, a relation to what is right, or to that mistake.

    A fact explains less: it holds for the wrong cells alone. explained: these, as bits, among all that are `wrong`.
    other: another mistake, which the relation amounts to, or that comes before the known one.
    some_crash: there are inputs for which nothing comes back, since the code ends in an exception.
    """

    scope: Scope
    explained: int
    wrong: int
    cost: tuple[int, ...]
    known: Known | None = None
    relation: Relation | None = None
    fact: Fact | None = None
    other: Known | None = None
    some_crash: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What the mistakes are called, and for a relation with a number in it, which."""
        name = tuple(one.mistake.name for one in (self.known, self.other) if one)
        return (*name, self.relation.title) if self.relation else (*name, self.fact.name) if self.fact else name


def explain_all(explanations: Sequence[Explanation]) -> bool:
    """Whether these explanations leave nothing that is wrong; facts explain nothing."""
    left = explanations[0].wrong if explanations else -1
    for one in explanations:
        left &= -1 if one.fact else ~one.explained
    return not left and len({one.names for one in explanations}) == len(explanations)


def explain_little(explanations: Sequence[Explanation]) -> bool:
    """Whether there are only facts, or gradients that are missing beside wrong values."""
    return all(one.fact or one.scope.aspects == (GRADIENTS,) for one in explanations)
