"""The values of situations and checks: how they are drawn, and how they read in a message."""

import reprlib
from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

import torch
from torch import Tensor

SHOWN, LONGEST = 12, 1_000
"""Items of a value and characters of its text that are shown; of what is longer, the beginning."""


def normal(seed: int, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Numbers without a pattern, the same ones each time."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


class _Short(reprlib.Repr):
    """Values as they would be typed, to four digits."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlist = self.maxtuple = self.maxdict = self.maxlevel = SHOWN
        self.maxstring = self.maxother = 20 * SHOWN

    def repr_float(self, value: float, level: int) -> str:
        return repr(float(f"{value:.4g}"))

    def repr_Tensor(self, value: Tensor, level: int) -> str:
        """Its numbers, within other values as torch shows them; of many, which takes torch minutes, dtype and shape."""
        if 0 < value.numel() <= SHOWN:
            return self.repr1(value.tolist(), level) if level == self.maxlevel else repr(value)
        return _("<{dtype} tensor of shape {shape}>").format(dtype=dtype_text(value), shape=tuple(value.shape))

    def repr_Foreign(self, value: Any, level: int) -> str:
        return _("a value of type {type}").format(type=ascii(value.type_name)[1:-1])


def value_text(value: Any) -> str:
    """A value as a learner would write it."""
    text = _Short().repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def call_text(name: str, arguments: Sequence[Any]) -> str:
    """A call as it would stand in code: softmax([[1.0, 2.0]])."""
    return f"{name}({', '.join(map(value_text, arguments))})"


def dtype_text(value: Tensor) -> str:
    return str(value.dtype).removeprefix("torch.")
