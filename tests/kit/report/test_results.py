"""How points add up, and what a result is called."""

from dataclasses import FrozenInstanceError, replace

import pytest

from grading.results import CheckStatus, ExerciseResult
from tests.kit.report.scorecards import check, scorecard


def result(*statuses: CheckStatus, points: int = 5) -> ExerciseResult:
    return ExerciseResult("softmax", "Softmax", tuple(check(status, status, "", points) for status in statuses))


def test_points_are_those_of_the_checks_that_passed_whatever_they_are_worth() -> None:
    checks = (check("a", "passed", "", 3), check("b", "failed", "", 4), check("c", "passed", "", 8))
    exercise = ExerciseResult("softmax", "Softmax", checks)
    assert (exercise.score, exercise.max_score) == (11, 15)
    card = scorecard(exercise, result("passed", "failed"), result("error"))
    assert (card.score, card.max_score) == (16, 30)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        ([], "failed"),
        (["passed"], "passed"),
        (["passed", "passed"], "passed"),
        (["passed", "failed"], "partial"),
        (["failed", "passed"], "partial"),
        (["passed", "timeout", "error", "violation", "not_started"], "partial"),
        (["failed", "failed"], "failed"),
        (["violation"], "failed"),
        (["failed", "violation"], "failed"),
        (["not_started", "not_started"], "not_started"),
        (["not_started", "failed"], "failed"),
        (["error", "failed"], "error"),
        (["error", "not_started"], "error"),
        (["timeout", "failed"], "timeout"),
        (["error", "timeout"], "timeout"),
    ],
    ids=" ".join,
)
def test_the_status_of_an_exercise_follows_from_its_checks(statuses: list[CheckStatus], status: str) -> None:
    assert result(*statuses).status == status


def test_a_passed_check_that_is_worth_nothing_does_not_hide_the_failed_ones() -> None:
    checks = (check("free", "passed", "", 0), check("other", "failed", "", 15))
    assert ExerciseResult("softmax", "Softmax", checks).status == "failed"


def test_open_checks_are_those_that_did_not_pass_in_their_order() -> None:
    graded = result("failed", "passed", "error", "timeout")
    assert [open_check.status for open_check in graded.open_checks] == ["failed", "error", "timeout"]
    assert result("passed").open_checks == ()


@pytest.mark.parametrize(
    ("pass_mark", "passed"), [(0, True), (5, True), (5.0, True), (5.01, False), (6, False), (10, False)]
)
def test_a_scorecard_passes_from_its_pass_mark_on(pass_mark: float, passed: bool) -> None:
    assert scorecard(result("passed", "failed"), pass_mark=pass_mark).passed is passed


@pytest.mark.parametrize("status", ["passed", "failed"])
def test_a_bonus_counts_in_no_score_and_only_where_it_was_asked_for_in_passing(status: CheckStatus) -> None:
    card = scorecard(result("passed"), pass_mark=5, bonus=(result("passed"), result(status)))
    assert (card.score, card.max_score, card.passed) == (5, 5, True)
    assert replace(card, bonus_counts=True).passed is (status == "passed")
    assert replace(card, bonus_counts=True, exercises=(), pass_mark=0).passed is (status == "passed")


def test_a_result_cannot_be_changed_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        check("a", "failed").points = 5  # type: ignore[misc]
