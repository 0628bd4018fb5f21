"""The points of an answer do not hang on what a seed draws: the same file fails the same checks every time."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from course.check import Candidate, failed_checks
from course.records import Exercise
from grading.feedback.answer_files import MISTAKES, STEPS, answers_in
from tests.kit.answers import ALL, RIGHT
from tests.kit.checks.mutants import mutants
from tests.kit.sampling import sampled

SEEDS, SEEDS_OF_RIGHT_ONES = sampled(range(100), 3), sampled(range(500), 3)

WRONG = [
    pytest.param(home, exercise, id=f"{home.name}-{exercise.id}")
    for home in (MISTAKES, MISTAKES / "variants", STEPS)
    for exercise in ALL
    if (home / exercise.file).exists()
]


def verdicts(exercise: Exercise, home: Path, seeds: Sequence[int]) -> dict[str, set[frozenset[str]]]:
    """Which checks each answer of a collection fails, by its name: one set of them unless the seeds differ."""
    file = home / exercise.file
    tried = {name: [Candidate(exercise, file, name, seed) for seed in seeds] for name in answers_in(file)}
    failed = failed_checks([candidate for candidates in tried.values() for candidate in candidates])
    return {name: {frozenset(failed[one]) for one in candidates} for name, candidates in tried.items()}


@pytest.mark.seeds
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("home", "exercise"), WRONG)
def test_a_wrong_answer_fails_the_same_checks_on_every_seed(home: Path, exercise: Exercise) -> None:
    lucky = {}
    for name, seen in verdicts(exercise, home, SEEDS).items():
        if len(seen) > 1:
            lucky[name] = sorted(frozenset.union(*seen) - frozenset.intersection(*seen))
        elif not seen.pop():
            lucky[name] = ["fails nothing"]
    assert not lucky, f"these checks fail on some seeds only: {lucky}"


@pytest.mark.seeds
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_a_right_answer_fails_no_check_on_any_seed(exercise: Exercise) -> None:
    for name, seen in verdicts(exercise, RIGHT, SEEDS_OF_RIGHT_ONES).items():
        failed = frozenset.union(*seen)
        assert not failed, f"{name} is right and fails {sorted(failed)} on some seeds"


RIGHT_AFTER_ALL = (
    "1 -> -1",  # of two dimensions the second is the last
    "y_hat.ndim > 1 -> y_hat.ndim != 1",
    "2 -> -1",  # of three sums the third is the last
    "True -> False",  # strict=True guards against what nobody asks for
    "param.grad is not None -> param.grad != None",
)


@pytest.mark.seeds
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_no_simple_rule_but_the_right_one_passes_and_none_by_luck(exercise: Exercise) -> None:
    wrong = [mutant for mutant in mutants(exercise) if mutant.change.partition(": ")[2] not in RIGHT_AFTER_ALL]
    seeds = sampled(range(20), 2)
    failed = failed_checks([replace(mutant, seed=seed) for mutant in wrong for seed in seeds])
    seen = {mutant: {frozenset(failed[replace(mutant, seed=seed)]) for seed in seeds} for mutant in wrong}
    assert len(wrong) > 6
    assert not [mutant.change for mutant in wrong if frozenset() in seen[mutant]], "these pass"
    assert not [mutant.change for mutant in wrong if len(seen[mutant]) > 1], "these pass a check by luck"
