"""How what comes back relates to what is expected, where no known mistake explains it: a factor, a sign, a sum.

A relation holds if it predicts every value; its sentences claim no more than that.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import permutations
from typing import Any

import torch
from torch import Tensor

from course.values import dtype_text, value_text
from grading.feedback.attempts import crashed
from grading.feedback.comparison import how_many_differ, same
from grading.feedback.rules import FORMS, OPERATIONS, Pair
from grading.sandbox.wire import Foreign
from language import N_
from language import translated as _


@dataclass(frozen=True, eq=False)
class Relation:
    """A rule that predicts what came back. title: what is observed; look: where its cause may be."""

    name: str
    title: str
    look: str
    predict: Callable[[Pair], Any]

    @property
    def is_simple(self) -> bool:
        """Whether it may be a second mistake beside another."""
        return self.name not in INVOLVED

    def holds(self, pairs: Sequence[Pair]) -> bool:
        return _holds(self.predict, pairs)


Prediction = Callable[[Pair], Any]


def _holds(predict: Prediction, pairs: Sequence[Pair]) -> bool:
    try:
        return all(same(predict(pair), pair.got) for pair in pairs)
    except Exception:  # a relation that makes no sense of these values does not hold
        return False


def relation_of(pairs: Sequence[Pair], what: str) -> Relation | None:
    """The simplest relation that holds for all pairs; None if there is none. `what` begins a sentence."""
    values = how_many_differ([pair.expected for pair in pairs if not same(pair.got, pair.expected)], LEAST_FITTED)
    if values < LEAST or any(crashed(pair.got) for pair in pairs):
        return None
    for predict, relation in _candidates(pairs, what, values >= LEAST_FITTED):
        if _holds(predict, pairs):
            return relation()
    return None


def may_relate(pairs: Sequence[Pair], what: str) -> bool:
    """Whether some relation holds for these pairs, a few of those that count: if none does, none holds for all."""
    alike = all(same(pairs[0].got, pair.got) for pair in pairs)
    return alike or any(_holds(predict, pairs) for predict, _relation in _candidates(pairs, what, fitted=True))


LEAST, LEAST_FITTED = 2, 3
"""Expected values that a relation has to hold for, and one with a number that was read off the first of them."""


def _candidates(
    pairs: Sequence[Pair], what: str, fitted: bool
) -> Iterator[tuple[Prediction, Callable[[], Relation]]]:
    """What each relation predicts, and the relation in words, which are needed of hardly any."""
    if pairs[0].got is not None and all(same(pairs[0].got, pair.got) for pair in pairs):
        if fitted and not isinstance(pairs[0].got, Foreign):  # of which only the type is known
            yield from _made(_always(pairs[0].got, what))
        return
    for name, title, look, predict in FORMS:
        yield predict, partial(_in_words, what, name, title, look, predict)
    yield from _made(*_with_dtype(pairs, what))
    if how_many_differ([pair.got for pair in pairs], LEAST_FITTED) < LEAST_FITTED:  # 0 and 1 come of many operations
        return
    for name, title, look, predict in _of_numbers():
        yield predict, partial(_in_words, what, name, title, look, predict)
    if fitted:
        yield from _made(*_fitted(pairs, what))


def _made(*relations: Relation) -> Iterator[tuple[Prediction, Callable[[], Relation]]]:
    return ((relation.predict, partial(lambda relation: relation, relation)) for relation in relations)


def _in_words(what: str, name: str, title: str, look: str, predict: Prediction) -> Relation:
    return Relation(name, _(title).format(what=what), _(look), predict)


@cache
def _of_numbers() -> Sequence[tuple[str, str, str, Prediction]]:
    """The operations, for tensors and for plain numbers."""
    return [(name, title, look, _on_numbers(operation)) for name, title, look, operation in OPERATIONS]


INVOLVED = (
    "is_the_exponential", "is_the_exponential_of_minus", "is_minus_the_exponential_of_minus", "is_the_square",
    "is_the_square_root", "is_the_reciprocal", "is_the_logarithm", "is_minus_the_logarithm", "is_one_minus",
    "is_always_the_same", "is_the_first_argument", "is_the_second_argument", "is_a_multiple", "is_times_a_size",
    "is_divided_by_a_size", "is_shifted", "is_a_size", "is_cut_above", "is_cut_below",
)  # fmt: skip
"""Relations that explain nearly everything once another mistake may stand beside them."""


def _with_dtype(pairs: Sequence[Pair], what: str) -> Iterator[Relation]:
    """The right numbers in another dtype, also if rounded to it."""
    got = pairs[0].got
    if not isinstance(got, Tensor):
        return
    title, look = N_("{what} has the dtype {dtype}."), N_("Look for what makes numbers of another kind on the way.")
    text = _(title).format(what=what, dtype=dtype_text(got))
    yield Relation("has_another_dtype", text, _(look), lambda pair: _tensor(pair.expected).to(got.dtype))


def _tensor(value: Any) -> Tensor:
    return value if isinstance(value, Tensor) else torch.tensor(value)


def _on_numbers(operation: Callable[[Tensor], Any]) -> Callable[[Pair], Any]:
    """The operation for tensors and for plain numbers, with the dtype and the kind of what is expected."""

    def predict(pair: Pair) -> Any:
        if isinstance(pair.expected, Tensor):
            return operation(pair.expected)
        result = operation(torch.tensor(float(pair.expected), dtype=torch.float64))
        return result.item()

    return predict


def _fitted(pairs: Sequence[Pair], what: str) -> Iterator[Relation]:
    """Relations with a number or a value that is taken from what came back."""
    if isinstance(got := pairs[0].got, Tensor) and got.numel() and same(got, got.flatten()[0].expand(got.shape)):
        number = got.flatten()[0]
        text = _("{what} holds the same number everywhere: {number}.").format(what=what, number=_number(number.item()))
        look = _("Look for a number that is fixed in your code, and should depend on the input.")
        yield Relation("is_the_same_everywhere", text, look, lambda pair: number.expand(pair.expected.shape))
    for name in pairs[0].sizes or {}:
        text = _("{what} is {size}.").format(what=what, size=_(name))
        yield Relation("is_a_size", text, _("Look at what stands under the name that you return."), _size(name))
    for above, below in _factors(pairs):
        yield _times_sizes(above, below, what)
    if (factor := _ratio(pairs)) is not None:
        yield _times(factor, what)
    yield from _limited(pairs, what)
    if (offset := _offset(pairs)) is not None:
        text = _("{what} is what is expected plus {number}.").format(what=what, number=_number(offset))
        look = _("Look for a constant that is added, or a count that starts elsewhere than at 0.")
        yield Relation("is_shifted", text, look, _on_numbers(lambda value: value + offset))


def _limited(pairs: Sequence[Pair], what: str) -> Iterator[Relation]:
    """What is expected, cut at the largest or the smallest number that came back."""
    look = _("Look for clamp, min or max, with a limit that right results go beyond.")
    if numbers := [number for pair in pairs for number in _numbers(pair.got)]:
        most, least = max(numbers), min(numbers)
        text = _("{what} is cut at {number}: where more is expected, this number stands.")
        text = text.format(what=what, number=_number(most))
        yield Relation("is_cut_above", text, look, _on_numbers(lambda value: value.clamp(max=most)))
        text = _("{what} is cut at {number}: where less is expected, this number stands.")
        text = text.format(what=what, number=_number(least))
        yield Relation("is_cut_below", text, look, _on_numbers(lambda value: value.clamp(min=least)))


def _numbers(value: Any) -> Iterable[float]:
    if isinstance(value, Tensor):
        return value.flatten().tolist() if value.is_floating_point() else ()
    return (value,) if isinstance(value, float) else ()


def _always(got: Any, what: str) -> Relation:
    text = _("{what} is always the same: {value}.").format(what=what, value=value_text(got))
    return Relation("is_always_the_same", text, _("Look for what does not depend on the input."), lambda pair: got)


def _size(name: str) -> Callable[[Pair], Any]:
    def predict(pair: Pair) -> Any:
        size = float((pair.sizes or {})[name])
        return torch.full_like(pair.expected, size) if isinstance(pair.expected, Tensor) else size

    return predict


def _factors(pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """Which sizes of the input to multiply by and to divide by, "" for none; those with a single one come first."""
    return sorted(permutations(("", *(pairs[0].sizes or {})), 2), key=all)


def _times_sizes(above: str, below: str, what: str) -> Relation:
    if not above:
        text = _("{what} is what is expected, divided by {size}.").format(what=what, size=_(below))
        look = _("Look for a mean where a sum is asked for, or for one division too many.")
    elif not below:
        text = _("{what} is what is expected, times {size}.").format(what=what, size=_(above))
        look = _("Look for a sum where a mean is asked for, or for a division that is missing.")
    else:
        text = _("{what} is what is expected, times {size}, divided by {other}.")
        text = text.format(what=what, size=_(above), other=_(below))
        look = _("Look at what you divide by.")

    def predict(pair: Pair) -> Any:
        sizes = {"": 1.0, **(pair.sizes or {})}
        return _on_numbers(lambda value: value * (sizes[above] / sizes[below]))(pair)

    return Relation("is_divided_by_a_size" if not above else "is_times_a_size", text, look, predict)


BASES = {1 / math.log(2): 2, 1 / math.log(10): 10}


def _times(factor: float, what: str) -> Relation:
    operation = _on_numbers(lambda value: value * factor)
    for known, base in BASES.items():
        if math.isclose(abs(factor), known, rel_tol=1e-4):
            text = _("{what} is {number} times what is expected, as the logarithm to base {base} is.")
            text = text.format(what=what, number=_number(factor), base=base)
            return Relation("has_another_base", text, _("Look at which logarithm you take."), operation)
    text = _("{what} is {number} times what is expected.").format(what=what, number=_number(factor))
    return Relation("is_a_multiple", text, _("Look for a factor too many, or one that is missing."), operation)


def _number(value: float) -> str:
    return f"{value:.4g}"


def _first_numbers(pairs: Sequence[Pair]) -> Iterator[tuple[float, float]]:
    """What came back and what was expected as numbers, the largest entry of each pair of tensors."""
    for pair in pairs:
        got, expected = pair.got, pair.expected
        if isinstance(got, Tensor) and isinstance(expected, Tensor):
            if got.shape != expected.shape or not expected.numel() or not expected.is_floating_point():
                return
            place = expected.abs().argmax()
            got, expected = got.flatten()[place].item(), expected.flatten()[place].item()
        got, expected = (one.item() if isinstance(one, Tensor) and one.numel() == 1 else one for one in (got, expected))
        if not all(isinstance(one, int | float) and math.isfinite(one) for one in (got, expected)):
            return
        yield float(got), float(expected)


def _ratio(pairs: Sequence[Pair]) -> float | None:
    ratios = [got / expected for got, expected in _first_numbers(pairs) if expected and got]
    return ratios[0] if ratios and ratios[0] not in (1, -1) else None


def _offset(pairs: Sequence[Pair]) -> float | None:
    for got, expected in _first_numbers(pairs):
        return got - expected if got != expected else None
    return None
