"""An exercise is not started while its code does nothing but raise NotImplementedError."""

from pathlib import Path

import pytest

from course import EXERCISES
from grading.submissions.submission import read_folder
from tests.kit.answers import KIT

STUB = """'''Exercise 1.'''

from torch import Tensor


def softmax(X: Tensor) -> Tensor:
    '''Rows.'''
    {}
"""
CLASS = (KIT / "exercises" / "accumulator.py").read_text(encoding="utf-8")


def not_started(tmp_path: Path, file: str, text: str) -> bool:
    (tmp_path / file).write_text(text, encoding="utf-8")
    return read_folder(tmp_path).not_started(next(item for item in EXERCISES if item.file == file))


def test_the_stubs_are_not_started_and_the_solutions_are() -> None:
    stubs, solutions = read_folder(KIT / "exercises"), read_folder(KIT / "solutions")
    for item in EXERCISES:
        assert stubs.not_started(item)
        assert not solutions.not_started(item)


@pytest.mark.parametrize(
    "body",
    [
        "raise NotImplementedError",
        "raise NotImplementedError()",
        "raise NotImplementedError('later')",
        "raise NotImplementedError  # first I have to read 3.6.2",
        "# 先读 3.6.2\n    raise NotImplementedError",
        "'''another docstring'''\n    raise NotImplementedError",
        "raise NotImplementedError('later') from None",
    ],
)
def test_comments_and_docstrings_are_no_start(tmp_path: Path, body: str) -> None:
    assert not_started(tmp_path, "softmax.py", STUB.format(body))


def test_a_helper_beside_an_untouched_stub_is_no_start(tmp_path: Path) -> None:
    helper = "def 求和(X):\n    return X.sum()\n"
    text = "import math\nROWS = 1\n" + STUB.format("raise NotImplementedError") + helper
    assert not_started(tmp_path, "softmax.py", text)


@pytest.mark.parametrize(
    "body",
    [
        "return X",
        "pass",
        "e = X.exp()\n    raise NotImplementedError",
        "print(X)\n    raise NotImplementedError",
        "raise ValueError",
        "raise",
        "if X is None:\n        raise NotImplementedError",
    ],
)
def test_any_statement_of_the_learners_is_a_start(tmp_path: Path, body: str) -> None:
    assert not not_started(tmp_path, "softmax.py", STUB.format(body))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        "def Softmax(X):\n    raise NotImplementedError\n",
        "softmax = lambda X: X\n",
        "softmax = print\n",
        "from helpers import softmax\n",
        "def inner():\n    def softmax(X):\n        raise NotImplementedError\n",
        STUB.format("raise NotImplementedError") + "\n\ndef softmax(X):\n    return X\n",
    ],
    ids=["empty", "comment", "renamed", "lambda", "assigned", "imported", "nested", "twice"],
)
def test_a_file_without_the_stub_is_a_start(tmp_path: Path, text: str) -> None:
    assert not not_started(tmp_path, "softmax.py", text)


def test_one_written_method_is_a_start_of_the_accumulator(tmp_path: Path) -> None:
    parts = CLASS.split("raise NotImplementedError")
    assert len(parts) == 5
    for method in range(4):
        bodies = ["raise NotImplementedError"] * 4
        bodies[method] = "self.sums = []"
        text = "".join(part + body for part, body in zip(parts, [*bodies, ""], strict=True))
        assert not not_started(tmp_path, "accumulator.py", text)


@pytest.mark.parametrize(
    "addition",
    ["sums = []", "sums: list[float]", "def __repr__(self):\n        return 'sums'", "pass"],
)
def test_something_added_to_the_class_is_a_start_of_the_accumulator(tmp_path: Path, addition: str) -> None:
    assert not not_started(tmp_path, "accumulator.py", f"{CLASS}\n    {addition}\n")


def test_a_comment_or_a_string_in_the_class_is_no_start_of_the_accumulator(tmp_path: Path) -> None:
    assert not_started(tmp_path, "accumulator.py", f"{CLASS}\n    # 先想想\n    'notes'\n")


def test_a_method_that_was_taken_away_is_no_start_of_the_accumulator(tmp_path: Path) -> None:
    text = CLASS[: CLASS.index("    def reset")]
    assert not_started(tmp_path, "accumulator.py", text)
    assert not not_started(tmp_path, "accumulator.py", "class Accumulator:\n    '''Nothing here.'''\n")


def test_an_exercise_with_a_syntax_error_has_been_started(tmp_path: Path) -> None:
    text = STUB.format("raise NotImplementedError") + "x = = 1\n"
    assert not not_started(tmp_path, "softmax.py", text)
