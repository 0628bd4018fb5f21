"""What a learner is shown of values: inputs that could stand in a book, and differences that do not read alike."""

import re
from typing import Any

import pytest
import torch
from torch import Tensor, tensor

from course.records import Call
from course.values import SHOWN, call_text, difference_texts, value_text
from grading.feedback.comparison import same
from grading.sandbox.wire import Foreign
from tests.kit.answers import ALL

CALLS = [
    (exercise, situation)
    for exercise in ALL
    for situation in exercise.situations()
    if isinstance(situation, Call)
]  # fmt: skip
TABLES = [
    pytest.param(value, id=call_text(exercise.name, situation.arguments))
    for exercise, situation in CALLS
    for value in situation.arguments
    if isinstance(value, Tensor) and value.is_floating_point() and value.numel() <= SHOWN
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_may_be_shown_holds_scores_without_ties_or_probabilities_that_sum_to_1(table: Tensor) -> None:
    rows = table.tolist()
    assert all(len(set(row)) == len(row) for row in rows), "a tie"
    looks_like_probabilities = bool((table >= 0).all() and (table <= 1).all())
    if looks_like_probabilities and value_text(table) != "[[0.0, 1.0]]":  # the simplest scores that there are
        assert torch.allclose(table.sum(dim=1), torch.ones(len(table), dtype=table.dtype))
        assert (table > 0).all(), "a probability of 0"


@pytest.mark.parametrize("table", TABLES)
def test_a_learner_who_types_what_is_shown_has_the_very_input(table: Tensor) -> None:
    assert torch.equal(torch.tensor(eval(value_text(table)), dtype=table.dtype), table)


@pytest.mark.parametrize("id", sorted({exercise.id for exercise, _situation in CALLS}))
def test_the_inputs_that_come_first_are_all_shown_by_their_numbers(id: str) -> None:
    first = [situation.arguments[0] for exercise, situation in CALLS if exercise.id == id][:8]
    assert all(table.numel() <= SHOWN for table in first)


def test_the_probabilities_of_cross_entropy_are_some_in_every_situation() -> None:
    for exercise, situation in CALLS:
        if exercise.id == "cross_entropy":
            assert torch.allclose(situation.arguments[0].sum(dim=1).double(), torch.ones(1).double())


def test_a_call_says_the_dtype_of_numbers_that_are_not_float32() -> None:
    assert call_text("f", (tensor([[0.5]]), tensor([0]))) == "f([[0.5]], [0])"
    assert call_text("f", (tensor([[0.5]], dtype=torch.float64),)) == "f([[0.5]] in float64)"
    assert call_text("f", (torch.ones(4, 4).double(),)) == "f(<float64 tensor of shape (4, 4)>)"


def test_numbers_are_shown_to_four_digits_and_zero_has_no_sign() -> None:
    assert value_text([tensor(1 / 3), -0.0, 12345.678]) == "[tensor(0.3333), 0.0, 12350.0]"
    assert value_text([tensor([0.1], dtype=torch.float64)]) == "[tensor([0.1], dtype=torch.float64)]"


DIFFERENCES: dict[str, tuple[Any, Any, str, str]] = {
    "numbers": (0.5, 2, "0.5", "2"),
    "numbers of tensors": (tensor([1.0, 2.0]), tensor([2.0, 1.0]), "[1.0, 2.0]", "[2.0, 1.0]"),
    "later digits": (tensor([1.0003]), tensor([1.0]), "[1.0003]", "[1.0]"),
    "dtype": (
        tensor([0.5]), tensor([0.5], dtype=torch.float64), "[0.5], shape (1,), float32", "[0.5], shape (1,), float64"
    ),
    "integers": (tensor([1]), tensor([1.0]), "[1], shape (1,), int64", "[1.0], shape (1,), float32"),
    "one dimension": (tensor([0.5]), 0.5, "[0.5], shape (1,), float32", "0.5, of type float"),
    "one dimension of a tensor": (
        tensor([0.5]), tensor(0.5), "[0.5], shape (1,), float32", "0.5, shape (), float32"
    ),
    "a list": ([0.5, 1.5], tensor([0.5, 1.5]), "[0.5, 1.5], of type list", "[0.5, 1.5], shape (2,), float32"),
    "true": (True, 1.0, "True, of type bool", "1.0, of type float"),
    "nothing": (None, tensor([0.5]), "None", "[0.5]"),
    "another type": (Foreign("ndarray"), 0.5, "a value of type ndarray", "0.5, of type float"),
    "tensors in a list": ([tensor([0.5])], [tensor([0.25])], "[tensor([0.5])]", "[tensor([0.25])]"),
    "dtypes in a list": (
        [tensor([0.5], dtype=torch.float64)], [tensor([0.5])], "[tensor([0.5], dtype=torch.float64)]",
        "[tensor([0.5])]",
    ),
    "an entry of many": (
        torch.zeros(3, 6), torch.eye(3, 6) * tensor([[0.0], [0.5], [0.0]]),
        "0.0 at [1, 1], shape (3, 6), float32", "0.5 at [1, 1], shape (3, 6), float32",
    ),
    "not a number among many": (
        torch.full((20,), torch.nan), torch.cat([torch.full((19,), torch.nan), tensor([1.0])]),
        "nan at [19], shape (20,), float32", "1.0 at [19], shape (20,), float32",
    ),
    "an entry of many in a list": (
        [torch.zeros(20)], [torch.ones(20)],
        "0.0 at [0], shape (20,), float32", "1.0 at [0], shape (20,), float32",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DIFFERENCES)
def test_two_values_that_are_not_the_same_never_read_the_same(name: str) -> None:
    got, expected, *texts = DIFFERENCES[name]
    assert [*difference_texts(got, expected)] == texts
    assert [*difference_texts(expected, got)] == texts[::-1]
    assert not same(got, expected)


def test_what_is_shown_of_a_value_is_one_line() -> None:
    assert not re.search("\n", value_text([tensor([[1.0, 2.0], [3.0, 4.0]])]))
