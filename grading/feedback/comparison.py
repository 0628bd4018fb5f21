"""When two observed values are the same, and which are too large to be compared."""

from collections.abc import Iterable
from math import isclose, isnan
from typing import Any

import torch
from torch import Tensor

from grading.sandbox.wire import Foreign

TOLERANCE = 1e-4
MOST_ITEMS = 2_000
"""Items of a value, nested ones included; no answer has so many."""


def same(mine: Any, theirs: Any) -> bool:
    """Whether two observations are the same for a learner: numbers to four digits, a pair is a pair."""
    mine, theirs = _plain(mine), _plain(theirs)
    if isinstance(mine, Tensor) and isinstance(theirs, Tensor):
        if mine.shape != theirs.shape or mine.dtype != theirs.dtype:
            return False
        if torch.equal(mine, theirs):
            return True
        numbers = mine.flatten().tolist(), theirs.flatten().tolist()
        return not mine.is_complex() and all(map(_near, *numbers))  # a third of allclose's time
    if isinstance(mine, float) and isinstance(theirs, float):
        return _near(mine, theirs)
    if isinstance(mine, list) and isinstance(theirs, list):
        return len(mine) == len(theirs) and all(map(same, mine, theirs))
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return mine.keys() == theirs.keys() and all(same(mine[key], theirs[key]) for key in mine)
    return type(mine) is type(theirs) and bool(mine == theirs)


def _near(mine: float, theirs: float) -> bool:
    return isclose(mine, theirs, rel_tol=TOLERANCE, abs_tol=TOLERANCE) or (isnan(mine) and isnan(theirs))


def _plain(value: Any) -> Any:
    """A value without what does not matter: 0-dim tensors are numbers, integers are floats, tuples are lists."""
    if isinstance(value, Tensor):
        value = value.detach()
        return float(value) if value.ndim == 0 and value.dtype != torch.bool else value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, tuple | list):
        return list(value)
    if isinstance(value, str | dict | Foreign):
        return value
    return Foreign(type(value).__name__)


def how_many_differ(values: Iterable[Any], enough: int) -> int:
    """How many different values there are, up to `enough`."""
    found: list[Any] = []
    for value in values:
        if not any(same(value, other) for other in found):
            found.append(value)
        if len(found) == enough:
            break
    return len(found)


def bounded(value: Any) -> Any:
    """A value, or a mere note of its type where it holds more than any answer does: it is compared again and again."""
    return value if _size(value) <= MOST_ITEMS else Foreign(type(value).__name__)


def _size(value: Any) -> int:
    """How many items a value holds, nested ones included; of a huge one at least more than may be."""
    if isinstance(value, Tensor):
        return 1 + value.numel()
    items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    total = 1 + len(items)
    for item in items:
        if total > MOST_ITEMS:
            break
        total += _size(item)
    return total
