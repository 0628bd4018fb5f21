"""The graded checks against answers from life: every wrong one is caught where it is, no right one is."""

from collections import defaultdict
from itertools import zip_longest

import pytest

from course import EXERCISES, Exercise
from grading.checks.catalogue import checks_of
from grading.feedback.diagnosis import snake_case
from grading.grade import Settings, grade
from grading.results import ExerciseResult
from grading.submissions.submission import Submission
from tests.kit.answers import ALL_RIGHT, ALL_WRONG, RIGHT, answer, answers, merged

pytestmark = pytest.mark.slow


def graded(submission: Submission) -> dict[str, ExerciseResult]:
    return {result.id: result for result in grade(submission, Settings(tasks=EXERCISES)).exercises}


@pytest.fixture(scope="module")
def caught() -> dict[tuple[str, str], list[str]]:
    """Which wrong answers each check has caught so far, by exercise and check."""
    return defaultdict(list)


def test_there_are_enough_answers_to_learn_from():
    assert len(ALL_WRONG) >= 45
    assert len(ALL_RIGHT) >= 30
    for exercise in EXERCISES:
        assert len([name for other, name in ALL_WRONG if other == exercise]) >= 9, exercise.id


@pytest.mark.parametrize(("exercise", "name"), ALL_WRONG, ids=lambda value: getattr(value, "id", value))
def test_a_wrong_answer_is_named_and_loses_points_in_its_own_exercise_and_in_no_other(exercise, name, caught):
    for id, result in graded(answer(name, exercise)).items():
        failed = [check for check in result.checks if check.status != "passed"]
        if id == exercise.id:
            assert failed, f"{name} passes all checks of {id}"
            assert all(check.message for check in failed), "a check that fails says why"
            for check in failed:
                caught[id, check.id].append(name)
            assert [mistake.name for mistake in result.mistakes] == [snake_case(name)]
        else:
            assert not failed, f"{name} of {exercise.id} also costs points in {id}: {failed}"
            assert not result.mistakes


def test_every_check_catches_at_least_one_wrong_answer(caught):
    """Runs after the wrong answers above, and is about them."""
    if not caught:
        pytest.skip("the wrong answers were not graded in this run")
    idle = [
        f"{task.id}: {check.title}" for task in EXERCISES for check in checks_of(task) if not caught[task.id, check.id]
    ]
    assert not idle, f"checks that no wrong answer fails: {idle}"


def _rounds() -> list[dict[Exercise, str]]:
    """One right variant of every exercise at a time, until all have had their turn."""
    columns = [answers(RIGHT, exercise) for exercise in EXERCISES]
    return [
        {exercise: name or column[0] for exercise, name, column in zip(EXERCISES, names, columns, strict=True)}
        for names in zip_longest(*columns)
    ]


@pytest.mark.parametrize("chosen", _rounds(), ids=lambda chosen: next(iter(chosen.values())))
def test_right_variants_get_full_marks_and_nothing_is_named(chosen):
    for result in graded(merged(chosen)).values():
        failed = [(check.title, check.message) for check in result.checks if check.status != "passed"]
        assert not failed, f"{chosen} should be right: {failed}"
        assert not result.mistakes
