"""An exercise is not started while its code does nothing but raise NotImplementedError."""

from pathlib import Path

import pytest

from course import EXERCISES, exercise
from grading.submissions.submission import from_texts
from tests.kit.answers import folder

STUB = '''"""Exercise 1."""

from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    """Rows."""
    {}
'''
RAISING = STUB.format("raise NotImplementedError")
CLASS = folder("exercises").sources["accumulator.py"]


def not_started(text: str) -> bool:
    task = exercise("accumulator" if "class Accumulator" in text else "softmax")
    return from_texts(Path("submitted"), {task.file: text}).not_started(task)


def test_the_stubs_are_not_started_and_the_solutions_are() -> None:
    for task in EXERCISES:
        assert folder("exercises").not_started(task)
        assert not folder("solutions").not_started(task)


@pytest.mark.parametrize(
    "text",
    [
        STUB.format("raise NotImplementedError()"),
        STUB.format("raise NotImplementedError('later') from None"),
        STUB.format("# 先读 3.6.2\n    raise NotImplementedError  # first I have to read it"),
        STUB.format("'''another docstring'''\n    raise NotImplementedError"),
        f"import math\nROWS = 1\n{RAISING}def 求和(X):\n    return X.sum()\n",
        f"{CLASS}\n    # 先想想\n    'notes'\n",
        CLASS[: CLASS.index("    def reset")],
    ],
)
def test_comments_docstrings_helpers_and_what_was_taken_away_are_no_start(text: str) -> None:
    assert not_started(text)


STARTED = {
    **{body: STUB.format(body) for body in (
        "return X", "pass", "e = X.exp()\n    raise NotImplementedError", "print(X)\n    raise NotImplementedError",
        "raise ValueError", "raise", "if X is None:\n        raise NotImplementedError",
    )},
    "empty": "",
    "comment": "# nothing\n",
    "renamed": "def Softmax(X):\n    raise NotImplementedError\n",
    "lambda": "softmax = lambda X: X\n",
    "assigned": "softmax = print\n",
    "imported": "from helpers import softmax\n",
    "nested": "def inner():\n    def softmax(X):\n        raise NotImplementedError\n",
    "twice": f"{RAISING}\n\ndef softmax(X):\n    return X\n",
    "no Python": f"{RAISING}x = = 1\n",
    "no methods": "class Accumulator:\n    '''Nothing here.'''\n",
    "one method": CLASS.replace("raise NotImplementedError", "self.sums = []", 1),
    "an attribute": CLASS.replace("    def reset", "    sums = []\n\n    def reset"),
    "an annotation": CLASS.replace("    def reset", "    sums: list[float]\n\n    def reset"),
    "a method more": CLASS.replace("    def reset", "    def __repr__(self):\n        return 'sums'\n\n    def reset"),
}  # fmt: skip


@pytest.mark.parametrize("text", STARTED.values(), ids=STARTED)
def test_whatever_else_a_learner_writes_adds_or_takes_away_is_a_start(text: str) -> None:
    assert not not_started(text)
