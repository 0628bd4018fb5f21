"""Values come back from JSON as they were, and nothing that is read runs."""

import json
import math
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grading.feedback.comparison import same
from grading.feedback.plain_data import from_plain, to_plain
from grading.sandbox.wire import Foreign

numbers = st.floats() | st.floats(width=32)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.text(max_size=5) | numbers,
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


def there_and_back(value: Any) -> Any:
    return from_plain(json.loads(json.dumps(to_plain(value), allow_nan=False)))


def alike(mine: Any, theirs: Any) -> bool:
    """Whether two values are the same to the last bit of each number."""
    if isinstance(mine, float) and math.isnan(mine):
        return isinstance(theirs, float) and math.isnan(theirs)
    if isinstance(mine, list | tuple):
        return type(mine) is type(theirs) and len(mine) == len(theirs) and all(map(alike, mine, theirs))
    if isinstance(mine, dict):
        return mine.keys() == theirs.keys() and all(alike(value, theirs[key]) for key, value in mine.items())
    return type(mine) is type(theirs) and mine == theirs


@given(values)
def test_plain_values_come_back_exactly(value: Any) -> None:
    assert alike(there_and_back(value), value)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.float16, torch.int64, torch.uint8, torch.bool])
@pytest.mark.parametrize("shape", [(), (3,), (2, 0), (2, 1, 3)])
def test_tensors_come_back_with_shape_and_dtype(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    tensor = (100 * torch.rand(shape, generator=torch.Generator().manual_seed(1))).to(dtype)
    back = there_and_back(tensor)
    assert (back.shape, back.dtype) == (tensor.shape, tensor.dtype)
    assert torch.equal(back, tensor)


def test_infinities_and_what_is_no_number_come_back() -> None:
    back = there_and_back(torch.tensor([math.inf, -math.inf, math.nan]))
    assert back[:2].tolist() == [math.inf, -math.inf]
    assert back[2].isnan()


def test_of_what_is_compared_by_its_type_alone_the_type_comes_back() -> None:
    for value in (Foreign("nothing"), object(), {3, 4}):
        assert same(there_and_back(value), value)


def test_other_forms_are_refused() -> None:
    with pytest.raises(ValueError, match="no value is written"):
        from_plain({"call": "print"})
