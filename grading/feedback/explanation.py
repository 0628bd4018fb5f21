"""What explains an answer that is no known mistake as a whole: known mistakes in some situations, relations, or two.

All that is observed of an answer are cells, one for each situation and aspect. An explanation predicts the cells of a
scope: those of some aspects, under some condition. It counts only if it predicts each of them; the best are those that
explain all cells that are wrong, one before two.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import combinations
from typing import Any

from torch import Tensor

from course.records import Call, Exercise, Play, Situation
from grading.feedback.facts import fact_of
from grading.feedback.observation import ABSENT, GRADIENTS, LOOKED_UP, VALUE, WHAT_COMES_BACK, Observed, crashed, same
from grading.feedback.relations import Pair, Relation, relation_of
from grading.results import Mistake
from grading.text import listed

LEAST_WRONG = 2
"""Cells that an explanation of a part has to get right that are wrong: one may be so by chance."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One value that was observed, beside the right one."""

    situation: int
    what: str
    aspect: str
    conditions: tuple[str, ...]
    got: Any
    expected: Any

    @property
    def wrong(self) -> bool:
        return not same(self.got, self.expected)


@dataclass(frozen=True)
class Scope:
    """Some of the cells, as bits: those of these aspects among all that meet these conditions."""

    cells: int
    met: int
    conditions: tuple[str, ...]
    aspects: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Explanation:
    """Mistakes, one or two, that predict each cell of a scope, and the wrong ones among these cells, as bits.

    observed: they speak of what comes back, and claim nothing of its cause.
    """

    mistakes: tuple[Mistake, ...]
    scope: Scope
    explained: int
    cost: tuple[int, ...]
    observed: bool = False


@dataclass(frozen=True, eq=False)
class Known:
    """A known mistake, and what it predicts of a cell."""

    mistake: Mistake
    predict: Callable[[Cell], Any]


def cells_of(observed: Sequence[Observed], right: Sequence[Observed]) -> list[Cell]:
    """The cells of an answer that say something of their own, and are no mere consequence of what else is wrong."""
    cells = []
    for number, (mine, theirs) in enumerate(zip(observed, right, strict=True)):
        of_situation = [
            Cell(number, what, expected.aspect, expected.conditions, mine.value(what), expected.value)
            for what, expected in theirs.seen.items()
        ]
        cells += [cell for cell in of_situation if not _is_a_consequence(cell, of_situation, mine.situation)]
    return cells


def _is_a_consequence(cell: Cell, cells: Sequence[Cell], situation: Situation) -> bool:
    if cell.got is ABSENT:
        return True
    wrong = {other.aspect: other for other in cells if other is not cell and other.wrong}
    if any(crashed(other.got) for other in wrong.values()):
        return not crashed(cell.got)
    match situation:
        case Call():
            return VALUE in wrong and cell.aspect == GRADIENTS and cell.got is not None
        case Play():  # what is measured follows what the net has learned
            return isinstance(cell.expected, float) and any(isinstance(o.expected, Tensor) for o in wrong.values())
    return False


def explain(
    exercise: Exercise, cells: Sequence[Cell], known: Sequence[Known], situations: Sequence[Situation]
) -> list[Explanation]:
    """The explanations of all that is wrong, one or two; of a part, if there are none of all; or nothing."""
    wrong = _bits(cell.wrong for cell in cells)
    if not wrong:
        return []
    scopes = list(_scopes(cells, wrong, exercise.returns))
    found = [
        *_by_known_mistakes(exercise, cells, wrong, scopes, known),
        *_by_relations(exercise, cells, wrong, scopes, known, situations),
    ]
    found = _cheapest_of_each(found)
    if best := _unambiguous([(one,) for one in found if one.explained == wrong]):
        return list(best)
    single = [one for one in found if len(one.mistakes) == 1]
    facts = list(_by_facts(exercise, cells, wrong, situations))
    if best := _unambiguous([two for two in combinations(single, 2) if _explain_all(two, wrong)]):
        return sorted(best, key=lambda one: one.explained & -one.explained)  # first of the simplest situation
    found += facts
    crashes = _bits(crashed(cell.got) for cell in cells)
    parts = [
        one
        for one in found
        if not one.scope.conditions
        or wrong & ~one.scope.cells & ~crashes == 0
        or (one.observed and 3 * one.explained.bit_count() >= (wrong & ~crashes).bit_count())
    ]
    most = max((one.explained.bit_count() for one in parts), default=0)
    best = _unambiguous([(one,) for one in parts if one.explained.bit_count() == most])
    others = [one for one in facts if best and one.scope.aspects[0] not in best[0].scope.aspects]
    return [*best, *others[:1]]


def _cheapest_of_each(explanations: Iterable[Explanation]) -> list[Explanation]:
    """One explanation for each set of wrong cells that some mistake explains."""
    cheapest: dict[tuple[int, tuple[str, ...]], Explanation] = {}
    for one in sorted(explanations, key=lambda one: one.cost):
        cheapest.setdefault((one.explained, tuple(mistake.name for mistake in one.mistakes)), one)
    return list(cheapest.values())


def explain_all(explanations: Sequence[Explanation], cells: Sequence[Cell]) -> bool:
    """Whether these explanations leave nothing that is wrong."""
    explained = 0
    for one in explanations:
        explained |= one.explained
    return explained == _bits(cell.wrong for cell in cells)


def _explain_all(two: Sequence[Explanation], wrong: int) -> bool:
    first, second = two
    return first.explained | second.explained == wrong and first.mistakes[0].title != second.mistakes[0].title


def _unambiguous(choices: Sequence[Sequence[Explanation]]) -> Sequence[Explanation]:
    """The cheapest choice; none where other mistakes explain as much at the same cost: a wrong name is worse."""
    if not choices:
        return ()
    costs = [tuple(map(sum, zip(*(one.cost for one in choice), strict=True))) for choice in choices]
    cheapest = [choice for choice, cost in zip(choices, costs, strict=True) if cost == min(costs)]
    names = {frozenset(mistake.name for one in choice for mistake in one.mistakes) for choice in cheapest}
    return cheapest[0] if len(names) == 1 else ()


def _bits(values: Iterable[bool]) -> int:
    return sum(1 << place for place, value in enumerate(values) if value)


# Scopes


def _scopes(cells: Sequence[Cell], wrong: int, returned: Sequence[str]) -> Iterator[Scope]:
    """All cells, those of one kind of aspect, and of these those under one condition or two; each set of cells once."""
    aspects = list(dict.fromkeys(cell.aspect for cell in cells))
    groups: list[tuple[str, ...]] = [tuple(aspects), *((aspect,) for aspect in aspects)]
    groups.insert(1, tuple(aspect for aspect in aspects if aspect not in returned))
    conditions = list(dict.fromkeys(condition for cell in cells for condition in cell.conditions))
    under = {condition: _bits(condition in cell.conditions for cell in cells) for condition in conditions}
    everything = (1 << len(cells)) - 1
    seen = set()
    for names in ((), *combinations(conditions, 1), *combinations(conditions, 2)):
        met = everything
        for name in names:
            met &= under[name]
        for group in groups:
            chosen = met & _bits(cell.aspect in group for cell in cells)
            if chosen & wrong and chosen not in seen:
                seen.add(chosen)
                yield Scope(chosen, met, names, group)


def _cost(scope: Scope, extra: int, beyond: int = 0) -> tuple[int, ...]:
    return (extra + 2 * len(scope.conditions), len(scope.aspects) == 1, beyond)


def where_it_goes_wrong(cells: Sequence[Cell]) -> str:
    """The condition, of one part or two, under which an answer is wrong, and else right; "" if there is none."""
    wrong = _bits(cell.wrong for cell in cells)
    wrong_situations = {cell.situation for cell in cells if cell.wrong}
    if not wrong or len(wrong_situations) < LEAST_WRONG:
        return ""
    for scope in _scopes(cells, wrong, ()):
        met = {cell.situation for place, cell in enumerate(cells) if scope.cells >> place & 1}
        if scope.conditions and met == wrong_situations and wrong & ~scope.cells == 0:
            where = _(" and ").join(scope.conditions)
            return _("It goes wrong where {conditions}; elsewhere what was tried is right.").format(conditions=where)
    return ""


# Known mistakes


def _by_known_mistakes(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known]
) -> Iterator[Explanation]:
    probes, crashes = list(_probes(cells)), _bits(crashed(cell.got) for cell in cells)
    for one in known:
        if not any(same(one.predict(cell), cell.got) for cell in probes):
            continue
        predicted = [one.predict(cell) for cell in cells]
        matches = _bits(same(value, cell.got) for value, cell in zip(predicted, cells, strict=True))
        if not matches & wrong:
            continue
        wrong_itself = _bits(not same(value, cell.expected) for value, cell in zip(predicted, cells, strict=True))
        for scope in scopes:
            explained = scope.cells & wrong
            if scope.conditions and not explained & ~crashes:  # what stops everywhere may do so for any reason
                continue
            if scope.cells & ~matches or explained.bit_count() < min(LEAST_WRONG, wrong.bit_count()):
                continue
            elsewhere = wrong_itself & ~scope.cells
            limited = bool(elsewhere & scope.met)  # there the answer does something else at the same time
            told = _told(exercise, one.mistake, scope, cells, wrong)
            yield Explanation((told,), scope, explained, _cost(scope, 4 * limited, elsewhere.bit_count()))


def _probes(cells: Sequence[Cell]) -> Iterator[Cell]:
    """A wrong cell for each aspect under each condition, of few situations: to play all mistakes in all takes long."""
    wanted = {(cell.aspect, condition) for cell in cells if cell.wrong for condition in ("", *cell.conditions)}
    for cell in reversed(cells):  # in the simplest situations many mistakes look alike
        met = {(cell.aspect, condition) for condition in ("", *cell.conditions)} & wanted
        if cell.wrong and met:
            wanted -= met
            yield cell


# Relations


def _by_relations(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known],
    situations: Sequence[Situation],
) -> Iterator[Explanation]:  # fmt: skip
    """Relations to what is right, and to what a known mistake makes of it: the two then are two mistakes."""
    for scope in scopes:
        chosen = [cell for place, cell in enumerate(cells) if scope.cells >> place & 1]
        if len(scope.aspects) != 1 or not _comparable(exercise, scope.aspects[0]):
            continue
        explained, what = scope.cells & wrong, _subject(exercise, scope.aspects[0])
        pairs = [_pair(exercise, cell, cell.expected, situations) for cell in chosen]
        relation = relation_of(pairs, what) or _the_other(exercise, scope.aspects[0], chosen, cells)
        if relation:
            told = _as_mistake(relation, scope, wrong)
            yield Explanation((told,), scope, explained, _cost(scope, 3), observed=True)
        if scope.conditions:
            continue
        for one in known:
            predicted = [one.predict(cell) for cell in chosen]
            if all(same(value, cell.expected) for value, cell in zip(predicted, chosen, strict=True)):
                continue
            pairs = [_pair(exercise, cell, value, situations) for value, cell in zip(predicted, chosen, strict=True)]
            if (relation := relation_of(pairs, what)) and relation.is_simple:
                mistakes = (
                    _told(exercise, one.mistake, scope, cells, wrong),
                    _as_mistake(relation, scope, wrong, beside=True),
                )
                yield Explanation(mistakes, scope, explained, _cost(scope, 6))


def _the_other(exercise: Exercise, aspect: str, chosen: Sequence[Cell], cells: Sequence[Cell]) -> Relation | None:
    """Whether each value is what is expected of another one that comes back with it."""
    by_place = {(cell.situation, cell.aspect): cell.expected for cell in cells}
    for other in exercise.returns:
        if other != aspect and all(same(by_place.get((c.situation, other), c.expected), c.got) for c in chosen):
            text = _("{what} that comes back is another value: {name}.")
            text = text.format(what=_subject(exercise, aspect), name=_(other))
            return Relation(
                "is_the_other_value", text, _("Look at what your `return` names, in its order."), lambda p: p
            )
    return None


def _by_facts(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, situations: Sequence[Situation]
) -> Iterator[Explanation]:
    """What all wrong values of an aspect show."""
    for scope in _scopes(cells, wrong, exercise.returns):
        chosen = [cell for place, cell in enumerate(cells) if scope.cells & wrong >> place & 1]
        if scope.conditions or len(scope.aspects) != 1 or not _comparable(exercise, scope.aspects[0]):
            continue
        pairs = [_pair(exercise, cell, cell.expected, situations) for cell in chosen if not crashed(cell.got)]
        if len(pairs) >= LEAST_WRONG and (fact := fact_of(pairs, _subject(exercise, scope.aspects[0]))):
            yield Explanation((fact,), scope, scope.cells & wrong, _cost(scope, 9), observed=True)


def parts_that_are_wrong(exercise: Exercise, cells: Sequence[Cell]) -> str:
    """Which of the values that come of the exercise are wrong, and which are right; "" if it is all the same."""
    aspects = [aspect for aspect in dict.fromkeys(cell.aspect for cell in cells) if _comparable(exercise, aspect)]
    wrong = {cell.aspect for cell in cells if cell.wrong}
    names = {aspect: _(exercise.subjects.get(aspect, aspect)) for aspect in aspects}
    if len(aspects) < 2 or not wrong or not set(aspects) - wrong:
        return ""
    template = _("Not right: {wrong}. Right, when nothing else goes wrong: {right}.")
    return template.format(
        wrong=listed(names[aspect] for aspect in aspects if aspect in wrong),
        right=listed(names[aspect] for aspect in aspects if aspect not in wrong),
    )


def _comparable(exercise: Exercise, aspect: str) -> bool:
    return aspect in (*exercise.returns, *exercise.subjects, VALUE, LOOKED_UP, WHAT_COMES_BACK)


def _subject(exercise: Exercise, aspect: str) -> str:
    if aspect in exercise.returns:
        return _("The {name}").format(name=_(aspect))
    if aspect in exercise.subjects:
        return _(exercise.subjects[aspect])
    return _("What comes back")


def _pair(exercise: Exercise, cell: Cell, expected: Any, situations: Sequence[Situation]) -> Pair:
    situation = situations[cell.situation]
    sizes = exercise.sizes(situation)
    if isinstance(situation, Play) and isinstance(start := situation.arguments.get(cell.aspect), Tensor):
        return Pair(_change(cell.got, start), _change(expected, start), (), sizes)
    return Pair(cell.got, expected, situation.arguments if isinstance(situation, Call) else (), sizes)


def _change(value: Any, start: Tensor) -> Any:
    return value - start if isinstance(value, Tensor) and value.shape == start.shape else value


# What is said


def _told(exercise: Exercise, mistake: Mistake, scope: Scope, cells: Sequence[Cell], wrong: int) -> Mistake:
    where = _where(scope, wrong)
    partly = scope.cells & wrong != wrong and not any(
        crashed(c.got) for n, c in enumerate(cells) if scope.cells >> n & 1
    )
    if not where and partly and scope.aspects[0] in exercise.returns:
        where = _("So it is for this: {name}.").format(name=_(scope.aspects[0]))
    return Mistake(mistake.name, mistake.title, f"{where} {mistake.explanation}".strip())


def _as_mistake(relation: Relation, scope: Scope, wrong: int, beside: bool = False) -> Mistake:
    count = _("So it is for all inputs that were tried.")
    if beside:
        count = _("So it is for all inputs that were tried, once the other mistake is taken into account.")
    where = _where(scope, wrong)
    return Mistake(relation.name, relation.title, " ".join(part for part in (where or count, relation.look) if part))


def _where(scope: Scope, wrong: int) -> str:
    """Under which condition it goes wrong; "" where there is none."""
    if not scope.conditions:
        return ""
    where = _(" and ").join(scope.conditions)
    if wrong & ~scope.cells:
        return _("So it is where {conditions}.").format(conditions=where)
    return _("So it is where {conditions}; elsewhere what was tried is right.").format(conditions=where)
