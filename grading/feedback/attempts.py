"""What a call comes to, as a plain value: what it returns, or its crash."""

import re
from collections.abc import Callable
from typing import Any

from grading.results import CodeFailed, Undecided


def attempt(function: Callable[..., Any], *args: Any) -> Any:
    """What a call returns, or its crash."""
    try:
        return function(*args)
    except CodeFailed as failure:  # in a worker, or with it
        if failure.raised is None:
            raise
        return crash(failure.raised.type_name, failure.raised.text)
    except Undecided:
        raise
    except Exception as error:
        return crash(type(error).__name__, str(error))


def crash(kind: str, text: str) -> dict[str, str]:
    """An exception as an observation: its kind and its text, without names that differ from code to code."""
    text = re.sub(
        rf"'(?!(?:{KINDS_OF_OBJECTS})')\w+' object|'\w+' (?=is not defined)|\b[\w.<>]+\(\)(?= (?:missing|takes|got)\b)",
        "it",
        text.partition("\n")[0],
    )
    return {"raised": kind, "text": re.sub(r"'\w+'", "a name", text) if kind == "NameError" else text}


KINDS_OF_OBJECTS = (
    "int|float|bool|str|list|tuple|dict|set|NoneType|Tensor|type|function|method|builtin_function_or_method"
)
"""What an error is about tells mistakes apart, as far as it is nothing that a learner has named."""


def crashed(value: Any) -> bool:
    return isinstance(value, dict) and "raised" in value
