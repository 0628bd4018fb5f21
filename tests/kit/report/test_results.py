"""How points add up, and what a result is called."""

from dataclasses import FrozenInstanceError

import pytest

from grading.results import Check, CheckStatus, Environment, ExerciseResult, Scorecard

NOWHERE = Environment("3.12", "2.6", "Linux", (), ())


def check(status: CheckStatus, max_points: int = 5) -> Check:
    points = max_points if status == "passed" else 0
    return Check(f"{status}_{max_points}", "A title", points, max_points, status)


def result(*statuses: CheckStatus) -> ExerciseResult:
    return ExerciseResult("softmax", "Softmax", tuple(map(check, statuses)))


def scorecard(*results: ExerciseResult, pass_mark: float = 0) -> Scorecard:
    return Scorecard("0.1.0", "exercises", 1, 0.5, pass_mark, results, None, NOWHERE)


def test_the_points_of_an_exercise_are_the_sum_of_its_checks() -> None:
    checks = (check("passed", 3), check("failed", 4), check("passed", 8))
    graded = ExerciseResult("softmax", "Softmax", checks)
    assert (graded.score, graded.max_score) == (11, 15)


def test_the_points_of_a_scorecard_are_the_sum_of_its_exercises() -> None:
    card = scorecard(result("passed", "failed"), result("passed", "passed"), result("error"))
    assert (card.score, card.max_score) == (15, 25)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
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


def test_an_exercise_without_checks_has_not_passed() -> None:
    assert result().status == "failed"
    assert (result().score, result().max_score) == (0, 0)


def test_a_passed_check_that_is_worth_nothing_does_not_hide_the_failed_ones() -> None:
    checks = (check("passed", 0), check("failed", 15))
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


def test_a_result_cannot_be_changed_afterwards() -> None:
    with pytest.raises(FrozenInstanceError):
        check("failed").points = 5  # type: ignore[misc]
