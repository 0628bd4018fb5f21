"""The points of an answer do not hang on what a seed draws: the same file fails the same checks every time."""

import importlib.util
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch

from course.records import Exercise
from grading.checks.catalogue import file_of
from grading.checks.plugin import generator_of, on_copies
from grading.feedback.diagnosis import MISTAKES, answers_in
from grading.sandbox.in_process import LocalSession
from tests.kit.answers import ALL, RIGHT, answer
from tests.kit.sampling import sampled

SEEDS = sampled(range(100), 5)


@cache
def checks(exercise: Exercise) -> dict[str, Callable[..., None]]:
    """The graded checks of an exercise, by name, to be called here."""
    spec = importlib.util.spec_from_file_location(f"checks_of_{exercise.id}", file_of(exercise))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: check for name, check in vars(module).items() if name.startswith("test_")}


def failed_checks(exercise: Exercise, written: Any, seed: int) -> frozenset[str]:
    failed = set()
    for name, check in checks(exercise).items():
        available = {
            exercise.fixture: written, "generator": generator_of(seed, name), "arguments_after": on_copies
        }  # fmt: skip
        try:
            check(**{name: available[name] for name in inspect.signature(check).parameters})
        except (Exception, pytest.fail.Exception):
            failed.add(name.removeprefix("test_"))
    return frozenset(failed)


def verdicts(exercise: Exercise, name: str, home: Path) -> Iterator[frozenset[str]]:
    """Which checks an answer fails, on one seed after the other."""
    submission = answer(name, exercise, home)
    for seed in SEEDS:
        torch.manual_seed(seed)
        written = LocalSession(submission, [exercise], exercise.scenario).answer(exercise)
        yield failed_checks(exercise, written, seed)


@pytest.mark.seeds
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("home", [MISTAKES, MISTAKES / "variants"], ids=["mistakes", "variants"])
def test_a_wrong_answer_fails_the_same_checks_on_every_seed(home: Path, exercise: Exercise) -> None:
    lucky = {}
    for name in answers_in(home / exercise.file):
        seen = set(verdicts(exercise, name, home))
        if len(seen) > 1:
            lucky[name] = sorted(frozenset.union(*seen) - frozenset.intersection(*seen))
        elif not seen.pop():
            lucky[name] = ["fails nothing"]
    assert not lucky, f"these checks fail on some seeds only: {lucky}"


@pytest.mark.seeds
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_a_right_answer_fails_no_check_on_any_seed(exercise: Exercise) -> None:
    for name in answers_in(RIGHT / exercise.file):
        failed = frozenset.union(*verdicts(exercise, name, RIGHT))
        assert not failed, f"{name} is right and fails {sorted(failed)} on some seeds"
