"""Assertions whose messages teach: what was called, what came back, what was expected, and why."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Any

import pytest
import torch
from torch import Tensor

from course.values import SHOWN, tensor_text, told_apart, value_text

DTYPES = (torch.float32, torch.float64)


def tensor(values: Any, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.tensor(values, dtype=dtype)


def show(value: Any, digits: int = 4) -> str:
    """A value as it would be typed, to four digits; a tensor with its shape and dtype, a large one by its first row."""
    return tensor_text(value, digits) if isinstance(value, Tensor) else value_text(value, digits)


def fail(call: str, got: Any, expected: str, why: str) -> None:
    """Fail a check with the message that all checks share."""
    __tracebackhide__ = True
    _fail(call, show(got), expected, why)


def differ(call: str, got: Any, expected: Any, why: str) -> None:
    """Fail a check since a value is another than this one, with the digits in which they differ."""
    __tracebackhide__ = True
    _fail(call, *told_apart(got, expected, show), why)


def _fail(call: str, got: str, expected: str, why: str) -> None:
    __tracebackhide__ = True
    message = _("{call}\n  returned  {got}\n  expected  {expected}\n{why}")
    pytest.fail(message.format(call=call, got=got, expected=expected, why=why), pytrace=False)


def expect_tensor(got: Any, expected: Tensor, call: str, why: str, tolerance: float = 2e-5) -> None:
    """The same shape, and the same numbers to within the tolerance, relative and absolute."""
    __tracebackhide__ = True
    if expected.is_floating_point():  # the checks compute in double precision, and nobody is asked for that
        expected = expected.to(got.dtype if isinstance(got, Tensor) and got.is_floating_point() else torch.float32)
    if not isinstance(got, Tensor) or got.shape != expected.shape:
        differ(call, got, expected, why)
    if not torch.allclose(got.detach().double(), expected.double(), rtol=tolerance, atol=tolerance):
        rows = (got.detach().double() - expected.double()).abs().nan_to_num(torch.inf).flatten(1 if got.ndim > 1 else 0)
        if got.ndim == 2 and got.numel() > SHOWN:
            row = int(rows.amax(dim=1).argmax())
            differ(_("{call}, row {row}").format(call=call, row=row), got[row], expected[row], why)
        differ(call, got, expected, why)


def expect_like(got: Any, shape: Sequence[int], dtype: torch.dtype, call: str, why: str) -> None:
    """A tensor of this shape and dtype."""
    __tracebackhide__ = True
    if not isinstance(got, Tensor) or got.shape != torch.Size(shape) or got.dtype != dtype:
        expected = _("a tensor of shape {shape}, {dtype}")
        fail(call, got, expected.format(shape=tuple(shape), dtype=str(dtype).removeprefix("torch.")), why)


def expect_computed(function: Callable[..., Any], X: Tensor, other: Tensor, call: str, *rest: Tensor) -> Tensor:
    """What function(X, *rest) returned: a tensor that comes from X, and not one that would come back for any X.

    Shape, dtype and an argument left alone are worth points only on top of some work.
    """
    __tracebackhide__ = True
    got, again, of_other = function(X, *rest), function(X, *rest), function(other, *rest)
    expected = _("a tensor whose numbers are computed from the argument")
    if not all(isinstance(value, Tensor) for value in (got, again, of_other)):
        fail(call, got, expected, _("A tensor has to come back."))
    if not got.isfinite().all():
        fail(call, got, expected, _("Each of them has to be a finite number."))
    if torch.equal(got, X):
        fail(call, got, expected, _("The argument came back as it was."))
    if not torch.equal(got, again):
        fail(call, got, expected, _("A second call with the same argument returned something else."))
    if torch.equal(got, of_other):
        fail(call, got, expected, _("A call with another argument returned the same."))
    return got


def number(value: Any) -> float | None:
    """The value as a float, if it is a number or a tensor of no dimensions."""
    if isinstance(value, Tensor) and value.ndim == 0 and value.dtype != torch.bool:
        return float(value.detach())
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def expect_number(got: Any, expected: float, call: str, why: str, tolerance: float = 2e-5) -> None:
    """A number (or a tensor of no dimensions) within the tolerance of the expected one."""
    __tracebackhide__ = True
    value = number(got)
    if value is None or not abs(value - expected) <= tolerance * max(1.0, abs(expected)):
        differ(call, got, float(expected), why)
