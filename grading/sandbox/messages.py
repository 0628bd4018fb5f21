"""How calls, values and the learner's own errors read in a message."""

import reprlib
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import Any

from torch import Tensor

from grading.sandbox.process import Raised
from grading.text import printable, shown

SHOWN_NUMBERS = 12
LONGEST_VALUE = 1_000


class _Short(reprlib.Repr):
    """Values as a learner would write them; a large tensor as its dtype and shape, of what is long the beginning."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlist = self.maxtuple = self.maxdict = self.maxlevel = SHOWN_NUMBERS
        self.maxstring = self.maxother = 20 * SHOWN_NUMBERS

    def repr_float(self, value: float, level: int) -> str:
        return repr(float(f"{value:.4g}"))

    def repr_Tensor(self, value: Tensor, level: int) -> str:
        if 0 < value.numel() <= SHOWN_NUMBERS:
            return self.repr1(value.tolist(), level)
        told = _("<{dtype} tensor of shape {shape}>")
        return told.format(dtype=str(value.dtype).removeprefix("torch."), shape=tuple(value.shape))

    def repr_Foreign(self, value: Any, level: int) -> str:
        return _("a value of type {type}").format(type=printable(value.type_name))


def value_text(value: Any) -> str:
    """A value as a learner would write it; a large tensor as its dtype and shape."""
    text = _Short().repr(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."


def call_text(name: str, args: Sequence[Any]) -> str:
    """A call as it would stand in code: softmax([[1.0, 2.0]])."""
    return f"{name}({', '.join(map(value_text, args))})"


def failure_text(what: str, raised: Raised, sources: Mapping[str, str], label: str) -> str:
    """What was called, what it raised, and the lines of the learner's own code that it came through."""
    if raised.not_written:
        happened = _("{call}: this part still raises NotImplementedError.").format(call=what)
    elif raised.type_name == "SystemExit":
        happened = _("{call} called for Python to exit.").format(call=what)
    else:
        text = printable(raised.text).strip()
        error = f"{printable(raised.type_name)}: {text}" if text else printable(raised.type_name)
        happened = _("{call} raised {error}").format(call=what, error=error)
    return happened + _lines(raised, sources, label)


def _lines(raised: Raised, sources: Mapping[str, str], label: str) -> str:
    return "".join(shown_line(sources, label, *frame) for frame in raised.frames)


def shown_line(sources: Mapping[str, str], label: str, file: str, number: int, function: str = "<") -> str:
    """A line of the learner's code under its place, or "" if there is no such line."""
    lines = sources.get(file, "").split("\n")
    if not 0 < number <= len(lines):
        return ""
    place = _("{file}, line {line}:") if function.startswith("<") else _("{file}, line {line}, in {function}:")
    where = place.format(file=f"{label}/{file}", line=number, function=printable(function))
    return f"\n  {where}\n    {shown(lines[number - 1].strip(), 200)}"
