"""What a failed check says: what came back and what was expected never read the same."""

from typing import Any

import pytest
import torch
from torch import tensor

from tests.graded.expect import expect_number, expect_tensor


def lines(got: Any, expected: Any) -> list[str]:
    """The lines of the message of a check that got one value where another is right."""
    expect = expect_tensor if isinstance(expected, torch.Tensor) else expect_number
    with pytest.raises(pytest.fail.Exception) as failed:
        expect(got, expected, "f(X)", "That is why.")
    return str(failed.value).splitlines()


@pytest.mark.parametrize(
    ("got", "expected", "returned"),
    [
        (tensor([0.5, 1.0]), tensor([0.5, 2.0]), "[0.5, 1.0], shape (2,), float32"),
        (tensor([0.09003]), tensor([0.09006]), "[0.09003], shape (1,), float32"),
        (tensor([1.00005]), tensor([1.0]), "[1.00005], shape (1,), float32"),
        ([0.5], tensor([0.5]), "[0.5]"),
        (1.00003, 1.0, "1.00003"),
        (tensor([1.0]), 1.0, "[1.0], shape (1,), float32"),
        (None, 1.0, "None"),
    ],
    ids=str,
)
def test_numbers_have_as_many_digits_as_it_takes_to_see_the_difference(got: Any, expected: Any, returned: str) -> None:
    call, first, second, why = lines(got, expected)
    assert (call, why) == ("f(X)", "That is why.")
    assert first == f"  returned  {returned}"
    assert second.startswith("  expected  ")
    assert second.split()[1:] != first.split()[1:]


def test_double_precision_is_expected_of_nobody_who_did_not_use_it() -> None:
    expected = tensor([0.5], dtype=torch.float64)
    assert lines(None, expected)[2] == "  expected  [0.5], shape (1,), float32"
    assert lines(tensor([1.5]), expected)[2] == "  expected  [0.5], shape (1,), float32"
    assert lines(tensor([1.5], dtype=torch.float64), expected)[2] == "  expected  [0.5], shape (1,), float64"


def test_of_a_large_tensor_the_row_that_differs_is_shown() -> None:
    call, first, second, _why = lines(torch.zeros(3, 6), torch.eye(3, 6) * tensor([[0.0], [1e-4], [0.0]]))
    assert call == "f(X), row 1"
    assert "0.0001" in second
    assert "0.0001" not in first
