"""Observed values as plain data that JSON keeps exactly, and back. Nothing that is read is ever called.

Numbers, texts, lists, True, False and None are JSON's own; what it does not know is an object whose one key, "dtype" of
a tensor among others, names its kind.
"""

import math
from typing import Any

import torch
from torch import Tensor

from grading.sandbox.wire import DTYPE_NAMES, DTYPES, Foreign


def to_plain(value: Any) -> Any:
    """The plain data of a value; of one that is compared by its type alone, that."""
    if isinstance(value, Tensor):
        numbers = value.detach().flatten().tolist()
        dtype = DTYPE_NAMES.get(value.dtype)
        if dtype is None:
            return {"foreign": type(value).__name__}
        return {"dtype": dtype, "shape": list(value.shape), "numbers": [to_plain(number) for number in numbers]}
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"float": str(value)}
    if isinstance(value, list):
        return [to_plain(item) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [to_plain(item) for item in value]}
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {"dict": {key: to_plain(item) for key, item in value.items()}}
    return {"foreign": value.type_name if isinstance(value, Foreign) else type(value).__name__}


def from_plain(form: Any) -> Any:
    """The value of plain data; ValueError for what to_plain does not make."""
    match form:
        case {"dtype": str(dtype), "shape": list(shape), "numbers": list(numbers)}:
            return torch.tensor([from_plain(number) for number in numbers], dtype=DTYPES[dtype]).reshape(shape)
        case {"float": str(text)}:
            return float(text)
        case {"tuple": list(items)}:
            return tuple(from_plain(item) for item in items)
        case {"dict": dict(items)}:
            return {key: from_plain(item) for key, item in items.items()}
        case {"foreign": str(name)}:
            return Foreign(name)
        case dict():
            raise ValueError(f"no value is written with the keys {', '.join(form)}")
        case list():
            return [from_plain(item) for item in form]
    return form
