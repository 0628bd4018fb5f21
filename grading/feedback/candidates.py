"""What may explain an answer, each with its cost: known mistakes, relations, changed arguments, two of them; facts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from course.records import Call, Exercise
from grading.feedback.attempts import crashed
from grading.feedback.cells import (
    LEAST_WRONG,
    Cell,
    Scope,
    bits,
    is_a_result,
    is_telling,
    shows,
    subject,
)
from grading.feedback.changes import changes
from grading.feedback.comparison import same
from grading.feedback.explanation import Explanation, Known
from grading.feedback.facts import fact_of
from grading.feedback.matching import Match, probes_of
from grading.feedback.observation import DTYPE, GRADIENTS, VALUE
from grading.feedback.relations import Relation, may_relate, relation_of
from language import translated as _

RELATION, CONDITION, LIMITED, CHANGE, TWO_MISTAKES, FACT = 1, 2, 4, 5, 6, 9
"""What an explanation costs: by its kind; for each condition; where a known mistake would show in more than that."""
LEAST_OF_COMPOUND = min(CHANGE, TWO_MISTAKES)
LEAST_SHOWN, LEAST_COUNTED = 9, 5
"""Wrong results that a fact, or a relation under a condition, needs; and a fact about how often something happened."""

FEW = 4
"""Cells that are looked at first, where to look at all of them takes long."""
OF_FEW_NUMBERS = ("is_always_the_same", "is_a_size", "is_times_a_size", "is_divided_by_a_size")
"""Relations that hold by chance where situations are few and alike."""


def simple_candidates(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known]
) -> Iterator[Explanation]:
    """One mistake, or one relation to what is right, that explains some of the wrong cells."""
    yield from _by_known_mistakes(cells, wrong, scopes, known)
    yield from _by_relations(exercise, cells, wrong, scopes)
    yield from _without_gradients(cells, wrong)


def compound_candidates(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known],
    right: Known,
) -> Iterator[Explanation]:  # fmt: skip
    """Two mistakes, or changed arguments, each at LEAST_OF_COMPOUND or more; `right` is the solution."""
    yield from _by_two(exercise, cells, wrong, scopes, known)
    yield from _by_changes(cells, wrong, scopes, known, right)


def _cost(scope: Scope, extra: int, beyond: int = 0) -> tuple[int, ...]:
    return (extra + CONDITION * len(scope.conditions), len(scope.aspects) == 1, beyond)


def _by_known_mistakes(
    cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known]
) -> Iterator[Explanation]:
    probes, of_situation = list(probes_of(cells)), defaultdict[int, list[Cell]](list)
    for cell in cells:
        of_situation[cell.number].append(cell)
    for one in known:
        if not any(same(one.predict(cell), cell.got) for cell in probes):
            continue
        match = Match(one, cells, of_situation)
        for scope in scopes:
            explained = scope.cells & wrong
            if explained.bit_count() < min(LEAST_WRONG, wrong.bit_count()) or not match.covers(scope.cells):
                continue
            elsewhere = match.wrong_itself & ~scope.cells
            if scope.aspects == (GRADIENTS,) and (elsewhere or explained != wrong):  # alone they say little
                continue
            if scope.conditions and not is_telling([c for c in scope.of(cells) if c.wrong and not crashed(c.got)]):
                continue
            cost = _cost(scope, LIMITED * bool(elsewhere & scope.met), elsewhere.bit_count())
            yield Explanation(scope, explained, wrong, cost, known=one)


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
    some_crash = any(crashed(cell.got) for cell in cells)
    for scope in _results(exercise, scopes):
        chosen = scope.of(cells)
        shown = sum(cell.wrong for cell in chosen)
        if scope.conditions and (len(scope.conditions) > 1 or shown < LEAST_SHOWN):
            continue
        pairs = [cell.beside(cell.expected) for cell in chosen]
        relation = relation_of(pairs, subject(exercise, scope)) or _the_other(exercise, scope, chosen, cells)
        relation = relation or _another_dtype(scope, chosen)
        if relation and not _may_be_chance(exercise, scope, relation, some_crash):
            cost = _cost(scope, RELATION)
            yield Explanation(scope, scope.cells & wrong, wrong, cost, relation=relation, some_crash=some_crash)


def _may_be_chance(exercise: Exercise, scope: Scope, relation: Relation, some_crash: bool) -> bool:
    """Whether a relation holds for too few results that differ: those of a scenario under one condition are alike."""
    if scope.conditions and (exercise.scenario or relation.name == "is_always_the_same"):
        return True
    if scope.conditions:
        return bool(exercise.instance) and relation.name in OF_FEW_NUMBERS
    return relation.name in OF_FEW_NUMBERS and some_crash and bool(exercise.scenario or exercise.instance)


def _another_dtype(scope: Scope, chosen: Sequence[Cell]) -> Relation | None:
    """One dtype, whatever comes in."""
    dtype = chosen[0].got
    if scope.aspects != (DTYPE,) or scope.conditions or not all(cell.got == dtype for cell in chosen):
        return None
    text = _("What comes back has the dtype {dtype}.").format(dtype=dtype)
    look = _("Look for what makes numbers of another kind on the way.")
    return Relation("has_another_dtype", text, look, lambda pair: dtype)


def _without_gradients(cells: Sequence[Cell], wrong: int) -> Iterator[Explanation]:
    """No gradient at all flows back, whatever the value is."""
    places = bits(cell.aspect == GRADIENTS for cell in cells)
    chosen = [cell for place, cell in enumerate(cells) if places >> place & 1]
    if len(chosen) >= LEAST_SHOWN and all(cell.got is None and cell.wrong for cell in chosen):
        text = _("No gradient flows back through what comes back.")
        look = _(
            "Something on the way left the graph that torch keeps of a computation: no_grad, detach, numpy, item or "
            "float, or a new tensor that was made of plain numbers."
        )
        relation = Relation("has_no_gradient", text, look, lambda pair: None)
        scope = Scope(places, places, (), (GRADIENTS,))
        yield Explanation(scope, places & wrong, wrong, _cost(scope, RELATION), relation=relation)


def _by_changes(
    cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known], right: Known
) -> Iterator[Explanation]:
    """What would be right, or a known mistake, for changed arguments of a call."""
    scope = next((scope for scope in scopes if scope.aspects == (VALUE,) and not scope.conditions), None)
    chosen = scope.of(cells) if scope else []
    if not scope or right.changed is None or not isinstance(chosen[0].situation, Call):
        return
    if sum(cell.wrong for cell in chosen) < LEAST_SHOWN:
        return
    several = sorted((cell for cell in chosen if cell.wrong), key=lambda cell: -_size_of(cell))
    probes = [*several[:2], *chosen]
    for change in changes(chosen[0].situation.arguments):
        own = Known(change.mistake, cache(partial(right.changed, change)))
        like = next((one for one in known if all(same(one.predict(cell), own.predict(cell)) for cell in probes)), None)
        if like:  # a mistake that is known under another name; its words may say more than was seen of two
            own = Known(replace(change.mistake, name=like.mistake.name), own.predict)
        if own.explains(probes):
            yield Explanation(scope, scope.cells & wrong, wrong, _cost(scope, CHANGE), known=own)
        for one in known:
            both = Known(one.mistake, partial(one.changed, change)) if one.changed else own
            if both is own or not both.explains(probes):
                continue
            if shows(chosen, both.predict, own.predict) and shows(chosen, both.predict, one.predict):
                cost = _cost(scope, 2 * CHANGE)
                yield Explanation(scope, scope.cells & wrong, wrong, cost, known=both, other=own)


def _size_of(cell: Cell) -> int:
    return sum(getattr(argument, "numel", int)() for argument in getattr(cell.situation, "arguments", ()))


def _by_two(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope], known: Sequence[Known]
) -> Iterator[Explanation]:
    """Relations to what a known mistake makes of it; not of a scenario, in which to play all mistakes takes long."""
    for scope in _results(exercise, scopes):
        if scope.conditions or exercise.scenario or scope.aspects == (DTYPE,):
            continue
        chosen, what = scope.of(cells), subject(exercise, scope)
        probes = _different(chosen)
        for one in known:
            if not may_relate([cell.beside(one.predict(cell)) for cell in probes], what):
                continue
            predicted = [one.predict(cell) for cell in chosen]
            if all(same(value, cell.expected) for value, cell in zip(predicted, chosen, strict=True)):
                continue
            pairs = [cell.beside(value) for value, cell in zip(predicted, chosen, strict=True)]
            relation = relation_of(pairs, what)
            if relation and relation.is_simple:
                cost = _cost(scope, TWO_MISTAKES)
                yield Explanation(scope, scope.cells & wrong, wrong, cost, known=one, relation=relation)


def _different(cells: Sequence[Cell]) -> list[Cell]:
    """A few cells in which something else came back each time; the last ones, as they are the least simple."""
    found: list[Cell] = []
    for cell in reversed(cells):
        if len(found) < FEW and not any(same(cell.got, other.got) for other in found):
            found.append(cell)
    return found


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


def facts_of(
    exercise: Exercise, cells: Sequence[Cell], wrong: int, scopes: Sequence[Scope]
) -> Iterator[Explanation]:
    """What all wrong values of an aspect show."""
    for scope in _results(exercise, scopes):
        chosen = [cell for cell in scope.of(cells) if cell.wrong and not crashed(cell.got)]
        if scope.conditions or not chosen:
            continue
        if len(chosen) < (LEAST_COUNTED if type(chosen[0].expected) is int else LEAST_SHOWN):
            continue
        if fact := fact_of([cell.beside(cell.expected) for cell in chosen], subject(exercise, scope)):
            yield Explanation(scope, scope.cells & wrong, wrong, _cost(scope, FACT), fact=fact)
