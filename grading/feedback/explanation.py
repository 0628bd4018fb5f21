"""What explains an answer that is no known mistake as a whole: known mistakes in some situations, relations, or two.

An explanation predicts the cells of a scope: those of some aspects, under some condition. It counts only if it predicts
each of them; the best are those that explain all cells that are wrong, one before two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import combinations
from typing import Any

from course.records import Exercise
from grading.feedback.cells import LEAST_WRONG, Cell, Scope, bits, is_a_result, scopes_of, subject
from grading.feedback.comparison import same
from grading.feedback.facts import Fact, fact_of
from grading.feedback.observation import GRADIENTS, crashed
from grading.feedback.relations import Relation, relation_of
from grading.results import Mistake

CONDITION, LIMITED, RELATION, TWO_MISTAKES, FACT = 2, 4, 3, 6, 9
"""What an explanation costs: for each condition; where a known mistake would show in more than that; for its kind."""
LEAST_TELLING, LEAST_SHOWN = 3, 9
"""Situations under a condition that have to be wrong, and wrong results that a fact, or a relation there, needs."""


@dataclass(frozen=True, eq=False)
class Known:
    """A known mistake, and what it predicts of a cell."""

    mistake: Mistake
    predict: Callable[[Cell], Any]


@dataclass(frozen=True, eq=False)
class Explanation:
    """Why the cells of a scope are what they are: a known mistake, a relation to what is right, or to that mistake.

    A fact explains less: it holds for the wrong cells alone. explained: these, as bits, among all that are `wrong`.
    other: another known mistake, which the relation amounts to.
    """

    scope: Scope
    explained: int
    wrong: int
    cost: tuple[int, ...]
    known: Known | None = None
    relation: Relation | None = None
    fact: Fact | None = None
    other: Known | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What the mistakes are called, and for a relation with a number in it, which."""
        name = (self.known.mistake.name,) if self.known else ()
        return (*name, self.relation.title) if self.relation else (*name, self.fact.name) if self.fact else name


def explain(exercise: Exercise, cells: Sequence[Cell], known: Sequence[Known]) -> list[Explanation]:
    """The explanations of all that is wrong, one or two; of a part, if there are none of all; or nothing."""
    wrong = bits(cell.wrong for cell in cells)
    if not wrong:
        return []
    scopes = list(scopes_of(cells, wrong, exercise.returns))
    explained = [
        *_by_known_mistakes(cells, wrong, scopes, known),
        *_by_relations(exercise, cells, wrong, scopes),
        *_by_two(exercise, cells, wrong, scopes, known),
    ]
    found = _cheapest_of_each(explained)
    whole = [one for one in found if one.explained == wrong]
    if best := _unambiguous([(one,) for one in whole]) or _two_known(whole):
        return list(best)
    single = [one for one in found if not (one.known and one.relation)]
    if best := _unambiguous([two for two in combinations(single, 2) if explain_all(two)]):
        return sorted(best, key=lambda one: one.explained & -one.explained)  # first of the simplest situation
    facts = list(_by_facts(exercise, cells, wrong, scopes))
    crashes = bits(crashed(cell.got) for cell in cells)
    parts = [one for one in found if _may_stand_alone(one, crashes)] or facts
    most = max((one.explained.bit_count() for one in parts), default=0)
    best = _unambiguous([(one,) for one in parts if one.explained.bit_count() == most])
    others = [one for one in facts if best and one.scope.aspects[0] not in best[0].scope.aspects]
    return [*best, *others[:1]]


def _two_known(whole: Sequence[Explanation]) -> Sequence[Explanation]:
    """Two known mistakes, if either, with a relation to it, explains all: the relation is what the other one does."""
    by_name = {one.known.mistake.name: one for one in reversed(whole) if one.known and one.relation}
    if len(by_name) != 2 or len(by_name) < len({one.known.mistake.name if one.known else "" for one in whole}):
        return ()
    first, second = sorted(by_name.values(), key=whole.index)
    return (replace(first, other=second.known),)


def explain_all(explanations: Sequence[Explanation]) -> bool:
    """Whether these explanations leave nothing that is wrong; facts explain nothing."""
    left = explanations[0].wrong if explanations else -1
    for one in explanations:
        left &= -1 if one.fact else ~one.explained
    return not left and len({one.names for one in explanations}) == len(explanations)


def _may_stand_alone(one: Explanation, crashes: int) -> bool:
    """Whether an explanation of a part is worth a word: no special case, in which many mistakes look alike."""
    left = one.wrong & ~one.scope.cells & ~crashes
    many = 3 * one.explained.bit_count() >= (one.wrong & ~crashes).bit_count()
    return not one.scope.conditions or not left or (one.known is None and many)


def _cheapest_of_each(explanations: Iterable[Explanation]) -> list[Explanation]:
    """One explanation for each set of wrong cells that some mistake explains."""
    cheapest: dict[tuple[object, ...], Explanation] = {}
    for one in sorted(explanations, key=lambda one: one.cost):
        cheapest.setdefault((one.explained, one.names), one)
    return list(cheapest.values())


def _unambiguous(choices: Sequence[Sequence[Explanation]]) -> Sequence[Explanation]:
    """The cheapest choice; none where other mistakes explain as much at the same cost: a wrong name is worse."""
    if not choices:
        return ()
    costs = [tuple(map(sum, zip(*(one.cost for one in choice), strict=True))) for choice in choices]
    cheapest = [choice for choice, cost in zip(choices, costs, strict=True) if cost == min(costs)]
    names = {frozenset(name for one in choice for name in one.names) for choice in cheapest}
    return cheapest[0] if len(names) == 1 else ()


def _cost(scope: Scope, extra: int, beyond: int = 0) -> tuple[int, ...]:
    return (extra + CONDITION * len(scope.conditions), len(scope.aspects) == 1, beyond)


def _by_known_mistakes(
    cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known]
) -> Iterator[Explanation]:
    probes = list(_probes(cells))
    for one in known:
        if not any(same(one.predict(cell), cell.got) for cell in probes):
            continue
        predicted = [one.predict(cell) for cell in cells]
        matches = bits(same(value, cell.got) for value, cell in zip(predicted, cells, strict=True))
        wrong_itself = bits(not same(value, cell.expected) for value, cell in zip(predicted, cells, strict=True))
        for scope in scopes:
            explained = scope.cells & wrong
            if scope.aspects == (GRADIENTS,) and explained != wrong:  # without a right value they say little
                continue
            if scope.conditions and not _is_telling([c for c in scope.of(cells) if c.wrong and not crashed(c.got)]):
                continue
            if scope.cells & ~matches or explained.bit_count() < min(LEAST_WRONG, wrong.bit_count()):
                continue
            elsewhere = wrong_itself & ~scope.cells
            cost = _cost(scope, LIMITED * bool(elsewhere & scope.met), elsewhere.bit_count())
            yield Explanation(scope, explained, wrong, cost, known=one)


def _is_telling(wrong: Sequence[Cell]) -> bool:
    """Whether wrong cells show more than chance: several situations, and results that are not all alike."""
    first = wrong[0].got if wrong else None
    return len({cell.number for cell in wrong}) >= LEAST_TELLING and (
        first is None or not all(same(first, cell.got) for cell in wrong)
    )


def _probes(cells: Sequence[Cell]) -> Iterator[Cell]:
    """A wrong cell for each aspect under each condition, of few situations: to play all mistakes in all takes long."""
    wanted = {(cell.aspect, condition) for cell in cells if cell.wrong for condition in ("", *cell.conditions)}
    for cell in reversed(cells):  # in the simplest situations many mistakes look alike
        met = {(cell.aspect, condition) for condition in ("", *cell.conditions)} & wanted
        if cell.wrong and met:
            wanted -= met
            yield cell


def _results(exercise: Exercise, scopes: Sequence[Scope]) -> Iterator[Scope]:
    """The scopes of one kind of result, or of all that come back together."""
    for scope in scopes:
        one = len(scope.aspects) == 1 and is_a_result(exercise, scope.aspects[0])
        if one or (exercise.returns and scope.aspects == exercise.returns):
            yield scope


def _by_relations(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope]
) -> Iterator[Explanation]:
    """Relations to what is right."""
    for scope in _results(exercise, scopes):
        chosen = scope.of(cells)
        pairs = [cell.beside(cell.expected) for cell in chosen]
        relation = relation_of(pairs, subject(exercise, scope)) or _the_other(exercise, scope, chosen, cells)
        shown = sum(cell.wrong for cell in chosen)
        telling = not scope.conditions or (len(scope.conditions) == 1 and shown >= LEAST_SHOWN)
        by_chance = relation and relation.name == "is_always_the_same" and scope.conditions and exercise.scenario
        if relation and telling and not by_chance:  # epochs of one condition are few, and much alike
            yield Explanation(scope, scope.cells & wrong, wrong, _cost(scope, RELATION), relation=relation)


def _by_two(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known]
) -> Iterator[Explanation]:
    """Relations to what a known mistake makes of it; not of a scenario, in which to play all mistakes takes long."""
    for scope in _results(exercise, scopes):
        if scope.conditions or exercise.scenario:
            continue
        chosen = scope.of(cells)
        for one in known:
            predicted = [one.predict(cell) for cell in chosen]
            if all(same(value, cell.expected) for value, cell in zip(predicted, chosen, strict=True)):
                continue
            pairs = [cell.beside(value) for value, cell in zip(predicted, chosen, strict=True)]
            relation = relation_of(pairs, subject(exercise, scope))
            if relation and relation.is_simple:
                cost = _cost(scope, TWO_MISTAKES)
                yield Explanation(scope, scope.cells & wrong, wrong, cost, known=one, relation=relation)


def _the_other(exercise: Exercise, scope: Scope, chosen: Sequence[Cell], cells: Sequence[Cell]) -> Relation | None:
    """Whether each value is what is expected of another one that comes back with it."""
    by_place = {(cell.number, cell.aspect): cell.expected for cell in cells}
    for other in exercise.returns:
        if (other,) != scope.aspects and all(same(by_place.get((c.number, other), c.expected), c.got) for c in chosen):
            text = _("{what} that comes back is another value: {name}.")
            text = text.format(what=subject(exercise, scope), name=_(other))
            look = _("Look at what your `return` names, in its order.")
            return Relation("is_the_other_value", text, look, lambda pair: pair.got)
    return None


def _by_facts(exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope]) -> Iterator[Explanation]:
    """What all wrong values of an aspect show."""
    for scope in _results(exercise, scopes):
        chosen = [cell for cell in scope.of(cells) if cell.wrong and not crashed(cell.got)]
        if scope.conditions or len(chosen) < LEAST_SHOWN:
            continue
        if fact := fact_of([cell.beside(cell.expected) for cell in chosen], subject(exercise, scope)):
            yield Explanation(scope, scope.cells & wrong, wrong, _cost(scope, FACT), fact=fact)
