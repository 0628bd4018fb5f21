"""What explains an answer that is no known mistake as a whole: the simplest of all that could, one mistake before two.

An explanation predicts the cells of a scope: those of some aspects, under some condition. It counts only if it predicts
each of them; the best are those that explain all cells that are wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from course.records import Exercise
from grading.feedback.attempts import crashed
from grading.feedback.candidates import (
    LEAST_OF_COMPOUND,
    LEAST_SHOWN,
    compound_candidates,
    facts_of,
    simple_candidates,
)
from grading.feedback.cells import Cell, bits, scopes_of
from grading.feedback.comparison import how_many_differ
from grading.feedback.explanation import Explanation, Known, explain_all
from grading.feedback.pairs import WrongSteps, pairs_that_explain


def explain(
    exercise: Exercise, cells: Sequence[Cell], known: Sequence[Known], right: Known, pairs: Iterable[WrongSteps] = ()
) -> list[Explanation]:
    """The explanations of all that is wrong, one or two; of a part, if there are none of all; or nothing."""
    wrong = bits(cell.wrong for cell in cells)
    if not wrong:
        return []
    scopes = list(scopes_of(cells, wrong, exercise.returns))
    simple = list(simple_candidates(exercise, cells, wrong, scopes, known))
    whole = [one for one in _cheapest_of_each(simple) if one.explained == wrong]
    if whole and whole[0].cost < (LEAST_OF_COMPOUND,) and (best := _unambiguous([(one,) for one in whole])):
        return list(best)
    compound = compound_candidates(exercise, cells, wrong, scopes, known, right)
    found = _cheapest_of_each([*simple, *compound])
    whole = [one for one in found if one.explained == wrong]
    if best := _unambiguous([(one,) for one in whole]) or _two_known(whole):
        return list(best)
    single = [one for one in found if not (one.known and one.relation) and one not in whole]  # whole ones: ambiguous
    if best := _unambiguous([two for two in combinations(single, 2) if explain_all(two)]):
        return sorted(best, key=lambda one: one.explained & -one.explained)  # first of the simplest situation
    if pair := _pair(list(pairs_that_explain(exercise, cells, wrong, scopes, pairs))):
        return [pair]
    facts = list(facts_of(exercise, cells, wrong, scopes))
    crashes = bits(crashed(cell.got) for cell in cells)
    best = _most([one for one in found if _may_stand_alone(exercise, cells, crashes, one)]) or _most(facts)
    others = [one for one in facts if best and one.scope.aspects[0] not in best[0].scope.aspects]
    return [*best, *others[:1]]


def _most(parts: Sequence[Explanation]) -> Sequence[Explanation]:
    """The one that explains more than others do."""
    most = max((one.explained.bit_count() for one in parts), default=0)
    return _unambiguous([(one,) for one in parts if one.explained.bit_count() == most])


def _pair(pairs: Sequence[Explanation]) -> Explanation | None:
    """The only pair; of several, the mistake that all of them have in common."""
    if best := _unambiguous([(pair,) for pair in pairs]):
        return best[0]
    common = set(pairs[0].names).intersection(*(pair.names for pair in pairs)) if pairs else set()
    for known in (pairs[0].known, pairs[0].other) if len(common) == 1 else ():
        if known and known.mistake.name in common:
            return replace(pairs[0], known=known, other=None)
    return None


def _two_known(whole: Sequence[Explanation]) -> Sequence[Explanation]:
    """Two known mistakes, if either, with a relation to it, explains all: the relation is what the other one does."""
    by_name = {one.known.mistake.name: one for one in reversed(whole) if one.known and one.relation}
    if len(by_name) != 2 or len(by_name) < len({one.known.mistake.name if one.known else "" for one in whole}):
        return ()
    first, second = sorted(by_name.values(), key=whole.index)
    return (replace(first, other=second.known),)


def _may_stand_alone(exercise: Exercise, cells: Sequence[Cell], crashes: int, one: Explanation) -> bool:
    """Whether an explanation of a part is worth a word: no special case, in which many mistakes look alike."""
    wrong = one.wrong & ~crashes
    if not one.scope.conditions or not wrong & ~one.scope.cells:
        return True
    shown = one.explained.bit_count()
    if exercise.scenario:  # epochs that differ in their net or updater alone often come to the same
        shown = how_many_differ((cell.got for cell in one.scope.of(cells) if cell.wrong), LEAST_SHOWN)
    many = 3 * one.explained.bit_count() >= wrong.bit_count()
    return many and (one.known is None or shown >= LEAST_SHOWN)


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
