"""What is plain to see of a wrong result, where nothing explains it: its kind, its shape, numbers that cannot be.

A fact holds for every wrong result; it says nothing of those that are right.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import torch
from torch import Tensor

from course.conditions import NUMBER_OF_CLASSES, SAMPLES
from course.values import value_text
from grading.feedback.rules import Pair
from grading.sandbox.wire import Foreign
from language import N_
from language import translated as _


@dataclass(frozen=True, eq=False)
class Fact:
    """Something that wrong results show. title: what is observed; look: where its cause may be."""

    name: str
    title: str
    look: str
    shows: Callable[[Pair], Any]

    def holds(self, pairs: Sequence[Pair]) -> bool:
        return all(_shows(self.shows, pair) for pair in pairs)


def fact_of(pairs: Sequence[Pair], what: str) -> Fact | None:
    """The first fact that all of these wrong results show; `what` begins a sentence."""
    facts = [Fact(name, _(title).format(what=what), _(look), shows) for name, title, look, shows in FACTS]
    first = (_another_kind(pairs[0], what), *_another_shape(pairs, what))
    return next((fact for fact in (*first, *facts) if fact.holds(pairs)), None)


def _another_kind(first: Pair, what: str) -> Fact:
    kind = kind_text(first.got)
    title = _("{what} is {kind}; {expected} is asked for.")
    title = title.format(what=what, kind=kind, expected=kind_text(first.expected))
    look = _("Look at the last operation, and at what your `return` names.")
    return Fact(
        "is_of_another_kind", title, look,
        lambda pair: kind_text(pair.got) == kind and _kind(pair.got) != _kind(pair.expected),
    )  # fmt: skip


def _another_shape(pairs: Sequence[Pair], what: str) -> list[Fact]:
    """The shape as it depends on the number of rows and of classes, if it shows in all pairs and is the only such one.

    It counts where it is the right shape too, as (classes,) is of a square batch.
    """
    got = [shape for shape in SHAPES if all(_has(pair.got, shape, pair.sizes) for pair in pairs)]
    asked = [shape for shape in SHAPES if all(_has(pair.expected, shape, pair.sizes) for pair in pairs)]
    if len(got) != 1 or len(asked) != 1 or got == asked:
        return []
    title = _("{what} has the shape {got}, where {asked} is asked for; n is the number of rows.")
    title = title.format(what=what, got=_shape_text(got[0]), asked=_shape_text(asked[0]))
    look = _("Follow the shape from line to line, and look at the dimension that each operation works along.")
    return [Fact("has_another_shape", title, look, lambda pair: _has(pair.got, got[0], pair.sizes))]


SIZES = {"n": SAMPLES, "classes": NUMBER_OF_CLASSES, "1": ""}
SHAPES: Sequence[tuple[str, ...]] = ((), *product(SIZES), *product(SIZES, repeat=2), ("n", "n", "classes"))


def _has(value: Any, shape: tuple[str, ...], sizes: Mapping[str, float] | None) -> bool:
    """Whether a value is a tensor of this shape."""
    known: Mapping[str, float] = {"": 1, **(sizes or {})}
    return isinstance(value, Tensor) and value.shape == tuple(known.get(SIZES[size], -1) for size in shape)


def _shape_text(shape: tuple[str, ...]) -> str:
    return f"({', '.join(shape)}{',' * (len(shape) == 1)})"


def _shows(shows: Callable[[Pair], Any], pair: Pair) -> bool:
    try:
        return bool(shows(pair))
    except Exception:  # a fact that makes no sense of these values does not show
        return False


def _kind(value: Any) -> type:
    if isinstance(value, Tensor):
        return Tensor if value.ndim else float
    if isinstance(value, bool):
        return bool
    return float if isinstance(value, int | float) else type(value)


def kind_text(value: Any) -> str:
    """What kind of thing a value is, in words."""
    names = {Tensor: N_("a tensor"), float: N_("a number"), bool: N_("True or False"), list: N_("a list"),
             tuple: N_("a tuple"), str: N_("a text"), dict: N_("a dictionary"), type(None): "None"}  # fmt: skip
    if isinstance(value, Foreign):
        return value_text(value)
    return _(names.get(_kind(value), N_("something else")))


def _numbers(value: Any) -> Tensor:
    return value.double() if isinstance(value, Tensor) else torch.tensor(float(value), dtype=torch.float64)


def _counts(pair: Pair) -> bool:
    """Whether two numbers say how often something happened."""
    return type(pair.got) is int and type(pair.expected) is int


def _compared(pair: Pair) -> tuple[Tensor, Tensor]:
    """Two tensors of the same shape; an error where they have none."""
    got, expected = _numbers(pair.got), _numbers(pair.expected)
    if got.shape != expected.shape:
        raise ValueError
    return got, expected


def _rows_of_one(pair: Pair) -> bool:
    return torch.allclose(_numbers(pair.expected).sum(1), torch.ones(1, dtype=torch.float64))


def _right_only_in_the_first_row(pair: Pair) -> bool:
    near = _right_rows(pair)
    return bool(near[0]) and len(near) > 1 and int(near.sum()) == 1


def _right_rows(pair: Pair) -> Tensor:
    got, expected = _compared(pair)
    if len(got) != (pair.sizes or {}).get(SAMPLES):  # of a parameter, say, rows mean something else
        raise ValueError
    return torch.isclose(got, expected, rtol=1e-4, atol=1e-4).reshape(len(got), -1).all(dim=1)


def _wrong_only_in(row: int) -> Callable[[Pair], bool]:
    def shows(pair: Pair) -> bool:
        near = _right_rows(pair)
        return not near[row] and int(near.sum()) == len(near) - 1

    return shows


FACTS: Sequence[tuple[str, str, str, Callable[[Pair], Any]]] = (
    (
        "has_more_dimensions",
        N_("{what} has more dimensions than are asked for."),
        N_("Follow the shape from line to line: which one adds a dimension, or keeps one?"),
        lambda pair: pair.got.ndim > pair.expected.ndim,
    ),
    (
        "has_fewer_dimensions",
        N_("{what} has fewer dimensions than are asked for."),
        N_("Follow the shape from line to line: which one loses a dimension?"),
        lambda pair: pair.got.ndim < pair.expected.ndim,
    ),
    (
        "has_another_shape",
        N_("{what} has another shape than is asked for."),
        N_("Follow the shape from line to line, and look at the dimension that each operation works along."),
        lambda pair: pair.got.shape != pair.expected.shape,
    ),
    (
        "is_not_a_number",
        N_("{what} holds nan, which is no number."),
        N_("It comes from the logarithm or the root of a negative number, from 0 divided by 0, or from inf minus inf."),
        lambda pair: _numbers(pair.got).isnan().any(),
    ),
    (
        "is_infinite",
        N_("{what} holds inf."),
        N_("It comes from a division by 0, from the logarithm of 0, or from the exponential of a large number."),
        lambda pair: _numbers(pair.got).isinf().any(),
    ),
    (
        "is_negative",
        N_("{what} holds negative numbers, where none can be."),
        N_("Look for a sign, or for a step that should make all numbers positive."),
        lambda pair: _numbers(pair.got).min() < 0 <= _numbers(pair.expected).min(),
    ),
    (
        "is_too_small",
        N_("{what} is too small."),
        N_("Look for what ends a loop early, or for a condition that passes over some of its turns."),
        lambda pair: _counts(pair) and pair.got < pair.expected,
    ),
    (
        "is_too_large",
        N_("{what} is too large."),
        N_("Look for a loop that runs too often, or for what stands in two places."),
        lambda pair: _counts(pair) and pair.got > pair.expected,
    ),
    (
        "is_wrong_in_the_last_row",
        N_("{what} is wrong in the last row alone."),
        N_("Look for a loop or a slice that ends one row too early."),
        _wrong_only_in(-1),
    ),
    (
        "is_wrong_in_the_first_row",
        N_("{what} is wrong in the first row alone."),
        N_("Look for a loop or a slice that begins one row too late."),
        _wrong_only_in(0),
    ),
    (
        "is_right_in_the_first_row",
        N_("{what} is right in the first row alone."),
        N_("Look at what a loop does anew for each row and what only once, and at how far its `return` is indented."),
        _right_only_in_the_first_row,
    ),
    (
        "has_columns_that_add_up_to_one",
        N_("The columns of what comes back add up to 1, and the rows should."),
        N_("Look at the dimension that the sum goes along."),
        lambda pair: _rows_of_one(pair) and torch.allclose(_numbers(pair.got).sum(0), _numbers(1.0)),
    ),
    (
        "has_rows_that_do_not_add_up_to_one",
        N_("The rows of what comes back do not add up to 1."),
        N_("Look at what each row is divided by, and at what is divided."),
        lambda pair: _rows_of_one(pair) and not torch.isclose(_numbers(pair.got).sum(1), _numbers(1.0)).all(),
    ),
)
