"""The rules that relations.py tries: how a wrong result may follow from the right one, and where to look then."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from torch import Tensor

from language import N_


@dataclass(frozen=True, eq=False)
class Pair:
    """What came back for one input, and what was expected; sizes are numbers of the input, by their names."""

    got: Any
    expected: Any
    arguments: tuple[Any, ...] = ()
    sizes: Mapping[str, float] | None = None


def _with_zeros(value: Tensor, row: int) -> Tensor:
    """A copy of a tensor with a row of zeros."""
    copy = value.clone()
    copy[row] = 0
    return copy


FORMS: Sequence[tuple[str, str, str, Callable[[Pair], Any]]] = (
    ("is_none", N_("{what} is None."),
     N_("Look for the way through your code that reaches its end without a `return`."),
     lambda pair: None),
    ("is_a_list", N_("{what} holds the right numbers, in a Python list."),
     N_("A tensor is asked for. A list cannot take part in a computation of gradients."),
     lambda pair: pair.expected.tolist()),
    ("is_in_a_list", N_("{what} holds the right value, as the only item of a list."),
     N_("Look for brackets, or a comma at the end of the line, that are not needed."),
     lambda pair: [pair.expected]),
    ("is_a_column", N_("{what} holds the right numbers, in a column of the shape (n, 1)."),
     N_("Look for the operation that keeps a dimension which is not needed any more."),
     lambda pair: pair.expected.unsqueeze(-1)),
    ("is_a_row", N_("{what} holds the right numbers, with a dimension of length 1 in front."),
     N_("Look for the operation that adds a dimension."),
     lambda pair: pair.expected.unsqueeze(0)),
    ("is_a_tensor_of_one", N_("{what} is a tensor of shape (1,) with the right number in it."),
     N_("A plain number is asked for."),
     lambda pair: torch.tensor([pair.expected])),
    ("is_squeezed", N_("{what} has lost its dimensions of length 1."),
     N_("Look for a squeeze: of a batch of one row it takes away more than of others."),
     lambda pair: pair.expected.squeeze()),
    ("is_flat", N_("{what} holds the right numbers, all in one dimension."),
     N_("The shape of the input should stay."),
     lambda pair: pair.expected.flatten()),
    ("is_transposed", N_("{what} holds the right numbers, with rows and columns exchanged."),
     N_("Look for the line that turns the table, and for the dimension that you work along."),
     lambda pair: pair.expected.T),
    ("is_the_first_argument", N_("{what} is the first argument, as it came in."),
     N_("Look at what your `return` names: the result has to be kept under a name before."),
     lambda pair: pair.arguments[0]),
    ("is_the_second_argument", N_("{what} is the second argument, as it came in."),
     N_("Look at what your `return` names."),
     lambda pair: pair.arguments[1]),
    *(("is_the_first_row", N_("{what} is right for the first row, and the other rows are missing."),
       N_("Look for a `return` inside of a loop, or for an index [0]."),
       first) for first in (lambda pair: pair.expected[0], lambda pair: pair.expected[:1])),
    *(("is_the_last_row", N_("{what} is right for the last row, and the other rows are missing."),
       N_("Look for what is overwritten at each turn of a loop, or for an index [-1]."),
       last) for last in (lambda pair: pair.expected[-1], lambda pair: pair.expected[-1:])),
    ("is_zero_in_the_last_row", N_("{what} is 0 in the last row, and right in the others."),
     N_("Look for a loop or a slice that ends one row too early."),
     lambda pair: _with_zeros(pair.expected, -1)),
    ("is_zero_in_the_first_row", N_("{what} is 0 in the first row, and right in the others."),
     N_("Look for a loop or a slice that begins one row too late."),
     lambda pair: _with_zeros(pair.expected, 0)),
    ("is_reversed", N_("{what} holds the right rows in reverse order."),
     N_("Look for where the order of the rows is turned."),
     lambda pair: pair.expected.flip(0)),
    ("is_sorted", N_("{what} holds the right numbers, sorted."),
     N_("Each number has to stay at the place of its row and class."),
     lambda pair: pair.expected.sort(dim=-1).values),
    ("is_the_sum", N_("{what} is the sum of what is expected."),
     N_("One number for each place is asked for. Look for a sum that is not needed."),
     lambda pair: pair.expected.sum()),
    ("is_the_mean", N_("{what} is the mean of what is expected."),
     N_("One number for each place is asked for. Look for a mean that is not needed."),
     lambda pair: pair.expected.mean()),
    ("is_the_largest", N_("{what} is the largest of the expected numbers."),
     N_("One number for each place is asked for."),
     lambda pair: pair.expected.max()),
    ("is_the_smallest", N_("{what} is the smallest of the expected numbers."),
     N_("One number for each place is asked for."),
     lambda pair: pair.expected.min()),
    ("is_summed_over_rows", N_("{what} is what is expected, summed over the rows."),
     N_("Look for a sum along dimension 0 that is not needed."),
     lambda pair: pair.expected.sum(0)),
    ("is_summed_over_columns", N_("{what} is what is expected, summed over the columns."),
     N_("Look for a sum along dimension 1 that is not needed."),
     lambda pair: pair.expected.sum(1)),
    ("is_the_position_of_the_largest", N_("{what} is the position of the largest expected number in each row."),
     N_("The numbers themselves are asked for."),
     lambda pair: pair.expected.argmax(1)),
    ("is_the_largest_of_each_row", N_("{what} is the largest expected number of each row."),
     N_("All numbers of a row are asked for."),
     lambda pair: pair.expected.max(1).values),
    ("is_summed_up_on_the_way", N_("{what} holds running sums of what is expected, from row to row."),
     N_("Look for what is added up over the rows and not started anew."),
     lambda pair: pair.expected.cumsum(0)),
)  # fmt: skip
"""What comes back has another form: the name, the title, where to look, and what is then predicted of a pair."""

OPERATIONS: Sequence[tuple[str, str, str, Callable[[Tensor], Tensor]]] = (
    ("has_the_other_sign", N_("{what} has the wrong sign: each number is minus what is expected."),
     N_("Look for a minus that is missing, or one too many."),
     lambda value: -value),
    ("is_one_minus", N_("{what} is 1 minus what is expected."),
     N_("Look for what is counted the other way round."),
     lambda value: 1 - value),
    ("is_the_logarithm", N_("{what} is the logarithm of what is expected."),
     N_("Look for a logarithm that is not needed."),
     lambda value: value.log()),
    ("is_minus_the_logarithm", N_("{what} is minus the logarithm of what is expected."),
     N_("Look for a logarithm that is not needed."),
     lambda value: -value.log()),
    ("is_the_exponential", N_("{what} is the exponential of what is expected."),
     N_("Look for an exponential too many, or a logarithm that is missing."),
     lambda value: value.exp()),
    ("is_the_exponential_of_minus", N_("{what} is the exponential of minus what is expected."),
     N_("Look for a logarithm that is missing."),
     lambda value: (-value).exp()),
    ("is_minus_the_exponential_of_minus", N_("{what} is minus the exponential of minus what is expected."),
     N_("Look for a logarithm that is missing."),
     lambda value: -(-value).exp()),
    ("is_the_square", N_("{what} is the square of what is expected."),
     N_("Look for what is multiplied by itself."),
     lambda value: value * value),
    ("is_the_square_root", N_("{what} is the square root of what is expected."),
     N_("Look for a root that is not needed."),
     lambda value: value.sqrt()),
    ("is_the_reciprocal", N_("{what} is 1 divided by what is expected."),
     N_("Look for a division whose two sides are exchanged."),
     lambda value: 1 / value),
    ("is_the_absolute_value", N_("{what} is what is expected without its sign."),
     N_("Look for abs, or for a square, that is not needed."),
     lambda value: value.abs()),
    ("is_cut_to_an_integer", N_("{what} is what is expected, cut to whole numbers."),
     N_("Look for int(...) or //, which drop what stands behind the point."),
     lambda value: value.trunc()),
    *((f"is_rounded_to_{digits}", N_("{what} is what is expected, rounded."),
       N_("Look for round(...): other code will go on computing with the result."),
       partial(torch.round, decimals=digits)) for digits in range(4)),
    ("is_a_hundred_times", N_("{what} is 100 times what is expected."),
     N_("Per cent, where a count or a share is asked for."),
     lambda value: 100 * value),
    ("is_at_most_one", N_("{what} is 1 where more is expected, and right elsewhere."),
     N_("Look for a count that is set to 1 and not raised by 1, or for a question whose answer is yes or no."),
     lambda value: value.clamp(max=1)),
    ("is_a_truth_value", N_("{what} is True or False, where a number is asked for."),
     N_("A comparison gives True or False; the numbers behind it are lost."),
     lambda value: value.bool()),
)  # fmt: skip
"""What comes back is computed from what is expected."""
