"""Results that would be right for changed arguments: a softmax, a sign or a cut before the rest, known mistakes too."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from course.records import Situation
from grading.feedback.cells import Cell
from grading.feedback.observation import value_of_call
from grading.results import Mistake
from language import N_
from language import translated as _

LOOK = N_("Look at what happens to it before the rest: that step is not needed, or belongs elsewhere.")
CHANGES: Sequence[tuple[str, int, str, Callable[[Tensor], Tensor]]] = (
    ("is_right_for_probabilities", 0, N_("What comes back would be right for a softmax of the first argument."),
     lambda value: value.log_softmax(1).exp()),
    ("is_right_for_exponentials", 0, N_("What comes back would be right for the exponentials of the first argument."),
     torch.exp),
    ("is_right_for_logarithms", 0, N_("What comes back would be right for the logarithms of the first argument."),
     torch.log),
    ("is_right_for_sigmoids", 0, N_("What comes back would be right for the sigmoid of the first argument."),
     torch.sigmoid),
    ("is_right_for_whole_numbers", 0,
     N_("What comes back would be right for the first argument cut to whole numbers."), torch.trunc),
    ("is_right_without_signs", 0, N_("What comes back would be right for the first argument without its signs."),
     torch.abs),
    ("is_right_without_negative_numbers", 0,
     N_("What comes back would be right if all negative numbers of the first argument were 0."),
     lambda value: value.clamp(min=0)),
    ("is_right_for_the_other_sign", 0, N_("What comes back would be right for minus the first argument."), torch.neg),
    ("is_right_for_powers_of_two", 0,
     N_("What comes back would be right if 2, and not e, were raised to the first argument."),
     lambda value: value * math.log(2)),
    ("is_right_for_zeros_and_ones", 0,
     N_("What comes back would be right if each number of the first argument were 1 from 0.5 on, and else 0."),
     lambda value: (value >= 0.5).to(value.dtype)),
    ("is_right_for_rounded_numbers", 0, N_("What comes back would be right for the first argument, rounded."),
     torch.round),
    ("is_right_for_squares", 0, N_("What comes back would be right for the squares of the first argument."),
     torch.square),
    ("is_right_less_the_largest_of_each_column", 0,
     N_("What comes back would be right if the largest number of each column, and not of each row, were subtracted."),
     lambda value: value - value.amax(0)),
    ("is_right_for_shares_of_each_row", 0,
     N_("What comes back would be right for the first argument with each row divided by its sum."),
     lambda value: value / value.sum(1, keepdim=True)),
    ("is_right_for_labels_less_one", 1, N_("What comes back would be right if each label were smaller by 1."),
     lambda value: value - 1),
    ("is_right_for_labels_plus_one", 1, N_("What comes back would be right if each label were larger by 1."),
     lambda value: value + 1),
)  # fmt: skip
"""The name, which argument, what is said of it, and how it is changed."""


@dataclass(frozen=True, eq=False)
class Change:
    """An argument is changed before the rest. A one-dimensional first argument, which holds classes, stays."""

    mistake: Mistake
    place: int
    operation: Callable[[Tensor], Tensor]
    changed: dict[Situation, list[Any]] = field(default_factory=dict)

    def predict(self, cell: Cell, answer: Callable[..., Any]) -> Any:
        """What an answer returns for the changed arguments of a cell's call."""
        if cell.situation not in self.changed:  # the same for a hundred answers
            self.changed[cell.situation] = self._arguments(getattr(cell.situation, "arguments", ()))
        return value_of_call(self.changed[cell.situation], answer)

    def _arguments(self, arguments: Sequence[Any]) -> list[Any]:
        changed = list(arguments)
        if self.place or changed[0].ndim == 2:
            changed[self.place] = self.operation(changed[self.place])
        return changed


def changes(arguments: Sequence[Any]) -> Iterator[Change]:
    """The changes that arguments like these allow."""
    for name, place, title, operation in CHANGES:
        if place < len(arguments) and isinstance(arguments[place], Tensor):
            yield Change(Mistake(name, _(title), _(LOOK)), place, operation)
