"""The graded checks are known without running them, and are worth what the contract says."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from course import EVERY_TASK, EXERCISES, TASKS, exercise
from course.records import Task
from grading.checks import catalogue
from grading.checks.catalogue import KnownCheck, checks_of, file_of

CONTRACT = {
    "softmax": ("softmax.py", "softmax", 15),
    "cross_entropy": ("cross_entropy.py", "cross_entropy", 15),
    "accuracy": ("accuracy.py", "accuracy", 15),
    "accumulator": ("accumulator.py", "Accumulator", 15),
    "train_epoch": ("train_epoch.py", "train_epoch_ch3", 25),
    "trained_model": (None, None, 15),
}
each_task = pytest.mark.parametrize("task", EVERY_TASK, ids=lambda task: task.id)


def test_the_tasks_are_those_of_the_contract_in_its_order() -> None:
    files = {task.id: (task.file, task.name) for task in EXERCISES}
    assert [(task.id, *files.get(task.id, (None, None)), task.points) for task in TASKS] == [
        (id, *rest) for id, rest in CONTRACT.items()
    ]


def test_all_checks_together_are_worth_100_points() -> None:
    assert sum(check.points for task in TASKS for check in checks_of(task)) == 100


@each_task
def test_every_check_is_worth_its_part_and_reads_as_a_sentence_with_a_reason(task: Task) -> None:
    assert sum(check.points for check in checks_of(task)) == task.points
    for check in checks_of(task):
        assert check.points > 0, f"{check.id} is worth nothing"
        assert re.fullmatch(r"[^\n]{20,110}[.]", check.why), f"{check.id} needs a docstring of one line"
        assert re.fullmatch(r"[A-Z][^\W_]*( [^\W_]+){2,}", check.title), f"'{check.title}' does not read as a sentence"


@each_task
def test_the_catalogue_lists_just_what_pytest_would_run_once_each(task: Task) -> None:
    module = importlib.import_module(f"tests.graded.test_{task.id}")
    tests = {name: value for name, value in vars(module).items() if name.lower().startswith("test")}
    assert [f"test_{check.id}" for check in checks_of(task)] == list(tests)
    for check in checks_of(task):
        marks = [(mark.name, mark.args) for mark in tests[f"test_{check.id}"].pytestmark]
        assert marks == [("points", (check.points,))], f"{check.id}: parametrized or skipped, it would not count right"


def test_every_file_of_graded_checks_belongs_to_a_task() -> None:
    assert sorted(catalogue.GRADED.glob("test_*.py")) == sorted(map(file_of, EVERY_TASK))


def test_an_unknown_exercise_is_a_key_error() -> None:
    assert exercise("softmax") is EXERCISES[0]
    with pytest.raises(KeyError):
        exercise("trained_model")


# A file of checks that an author is still writing


@pytest.fixture
def draft(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The checks of a task "draft", to be written."""
    monkeypatch.setattr(catalogue, "GRADED", tmp_path)
    checks_of.cache_clear()
    yield tmp_path / "test_draft.py"
    checks_of.cache_clear()


DRAFT = Task("draft", "A draft", 5)


@pytest.mark.parametrize(
    "decorator",
    ["", "@pytest.mark.slow", "@pytest.mark.points", "@pytest.mark.points()", "@pytest.mark.points('three')"],
)
def test_a_check_without_points_is_an_error_that_says_which_one(draft: Path, decorator: str) -> None:
    draft.write_text(f"{decorator}\ndef test_rows_sum_to_one(softmax):\n    pass\n")
    with pytest.raises(ValueError, match=r"test_rows_sum_to_one.*points\(n\)"):
        checks_of(DRAFT)


def test_checks_are_listed_in_the_order_of_their_file(draft: Path) -> None:
    draft.write_text(
        "def helper(): pass\n"
        "@pytest.mark.points(3)\ndef test_zeros_stay_zeros(f):\n    '''Why zeros matter.'''\n"
        "@pytest.mark.points(2)\ndef test_a_row_is_enough(f):\n    pass\n"
    )
    assert checks_of(DRAFT) == (
        KnownCheck("zeros_stay_zeros", "Zeros stay zeros", "Why zeros matter.", 3),
        KnownCheck("a_row_is_enough", "A row is enough", "", 2),
    )
