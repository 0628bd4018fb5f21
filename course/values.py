"""The values of situations and checks: how they are drawn, and how they read in a message."""

import reprlib
from collections.abc import Callable, Sequence
from gettext import gettext as _
from itertools import count
from typing import Any, TypeGuard

import torch
from torch import Tensor

SHOWN, LONGEST = 12, 1_000
"""Items of a value and characters of its text that are shown; of what is longer, the beginning."""
DIGITS = (4, 7, 17)
TOLD = (bool, int, float, str, list, tuple)
"""Types that are named where a value of another kind is due."""


def normal(seed: int, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Numbers without a pattern, the same ones each time."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


def scores(seed: int, rows: int, classes: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Scores as a book would print them: with one decimal, so that what is shown can be typed, and no tie in a row."""
    return _untied(seed, lambda numbers: (20 * numbers).round() / 10 + 0.0, rows, classes).to(dtype)


def probabilities(seed: int, rows: int, classes: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Probabilities in hundredths, none of them 0 and no two of a row the same; each row sums to 1."""
    return _untied(seed, _hundredths, rows, classes).to(dtype)


def _hundredths(numbers: Tensor) -> Tensor:
    weights = 0.1 + numbers.abs()
    rounded = (100 * weights / weights.sum(dim=1, keepdim=True)).round()
    rounded[:, 0] += 100 - rounded.sum(dim=1)
    return rounded / 100


def _untied(seed: int, rounded: Callable[[Tensor], Tensor], rows: int, classes: int) -> Tensor:
    """A table, drawn from this seed and rounded; a row that holds a number twice is that of the first later table."""
    tables = (rounded(normal(seed + 100 * draw, rows, classes, dtype=torch.float64)) for draw in count())
    table = next(tables)
    while (tied := (table.sort(dim=1).values.diff(dim=1) <= 0).any(dim=1)).any():
        table[tied] = next(tables)[tied]
    return table


def differ(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors of the same shape are not the same, rounding aside."""
    return not torch.allclose(one, other, rtol=1e-3, atol=1e-4)


class _Short(reprlib.Repr):
    """Values as they would be typed, to so many digits."""

    def __init__(self, digits: int) -> None:
        super().__init__()
        self.digits = digits
        self.maxlist = self.maxtuple = self.maxdict = self.maxlevel = SHOWN
        self.maxstring = self.maxother = 20 * SHOWN

    def repr_float(self, value: float, level: int) -> str:
        return repr(float(f"{value:.{self.digits}g}") + 0.0)  # which makes 0.0 of -0.0

    def repr_Tensor(self, value: Tensor, level: int) -> str:
        """Its numbers, within other values as a tensor; of many, which takes torch minutes, dtype and shape."""
        if not 0 < value.numel() <= SHOWN:
            return _("<{dtype} tensor of shape {shape}>").format(dtype=dtype_text(value), shape=tuple(value.shape))
        numbers = self.repr1(value.tolist(), self.maxlevel)
        if level == self.maxlevel:
            return numbers
        told = value.dtype in (torch.float32, torch.int64, torch.bool)  # torch, too, names the dtype of others only
        return f"tensor({numbers})" if told else f"tensor({numbers}, dtype={value.dtype})"

    def repr_Foreign(self, value: Any, level: int) -> str:
        return _("a value of type {type}").format(type=ascii(value.type_name)[1:-1])


def value_text(value: Any, digits: int = 4) -> str:
    """A value as a learner would write it."""
    text = _Short(digits).repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def call_text(name: str, arguments: Sequence[Any]) -> str:
    """A call as it would stand in code, softmax([[1.0, 2.0]]), with the dtype of numbers that are not float32."""
    return f"{name}({', '.join(map(_argument_text, arguments))})"


def _argument_text(value: Any) -> str:
    text = value_text(value)
    if _shows_numbers(value) and value.is_floating_point() and value.dtype != torch.float32:
        return _("{numbers} in {dtype}").format(numbers=text, dtype=dtype_text(value))
    return text


def _shows_numbers(value: Any) -> TypeGuard[Tensor]:
    """Whether this is a tensor so small that its text is its numbers; that of others names the dtype."""
    return isinstance(value, Tensor) and 0 < value.numel() <= SHOWN


def dtype_text(value: Tensor) -> str:
    return str(value.dtype).removeprefix("torch.")


def tensor_text(value: Tensor, digits: int = 4) -> str:
    """A tensor's numbers, of a large one those of its first row, with its shape and dtype."""
    if value.numel() <= SHOWN:
        message, numbers = _("{numbers}, shape {shape}, {dtype}"), value.tolist() if value.numel() else []
    else:
        message = _("{numbers} and more, shape {shape}, {dtype}")
        numbers = value.flatten()[: value.shape[-1] if value.ndim > 1 else SHOWN][:SHOWN].tolist()
    return message.format(numbers=value_text(numbers, digits), shape=tuple(value.shape), dtype=dtype_text(value))


def difference_texts(got: Any, expected: Any) -> tuple[str, str]:
    """Two values that are not the same, told in such a way that they do not read the same either.

    Numbers get as many digits as that takes. Of large tensors one entry is shown; and where the values are of different
    kinds, each one's shape, dtype or type.
    """
    if got is None or expected is None:  # which no number reads like
        return value_text(got), value_text(expected)
    if _kind(got) != _kind(expected):
        return _kind_text(got), _kind_text(expected)
    if isinstance(got, Tensor) and got.numel() > SHOWN:
        return _entry_texts(got, expected)
    told = told_apart(got, expected, value_text)
    if told[0] == told[1] and isinstance(got, list | tuple):
        told = next((texts for texts in map(difference_texts, got, expected) if texts[0] != texts[1]), told)
    return told


def told_apart(got: Any, expected: Any, text: Callable[[Any, int], str]) -> tuple[str, str]:
    """The texts of two values, with as many digits as it takes for them to differ, if they do at all."""
    pairs = [(text(got, digits), text(expected, digits)) for digits in DIGITS]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[0])


def _kind(value: Any) -> Any:
    """What two values have in common whose numbers alone say how they differ."""
    if isinstance(value, Tensor):
        return value.shape, value.dtype
    return list if isinstance(value, list | tuple) else float if type(value) is int else type(value)


def _kind_text(value: Any) -> str:
    if isinstance(value, Tensor):
        return tensor_text(value)
    text = value_text(value)
    return _("{value}, of type {type}").format(value=text, type=type(value).__name__) if type(value) in TOLD else text


def _entry_texts(got: Tensor, expected: Tensor) -> tuple[str, str]:
    """The entries of two large tensors where they differ most, with the place."""
    mine, theirs = got.detach().double(), expected.detach().double()
    apart = torch.where(
        torch.isclose(mine, theirs, rtol=0, atol=0, equal_nan=True), 0, (mine - theirs).abs().nan_to_num(torch.inf)
    )
    place = (apart == apart.max()).nonzero()[0].tolist()
    texts = difference_texts(got[tuple(place)].item(), expected[tuple(place)].item())
    message = _("{number} at {place}, shape {shape}, {dtype}")
    words = {"place": place, "shape": tuple(got.shape), "dtype": dtype_text(got)}
    return message.format(number=texts[0], **words), message.format(number=texts[1], **words)
