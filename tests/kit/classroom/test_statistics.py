"""What the results of a class say together, in numbers worked out by hand."""

from collections.abc import Iterator
from math import sqrt
from typing import Any
from weakref import WeakSet

import pytest

from grading.classroom.statistics import (
    Bin,
    CheckShare,
    ExerciseShare,
    Result,
    check_share,
    distribution,
    exercise_share,
    point_biserial,
    statistics_of,
)


class Kept(dict[str, Any]):
    """A record that says when it is let go."""

    __hash__ = object.__hash__  # type: ignore[assignment]  # by identity, to stand in a set


def task(id: str, *points: int, status: str = "partial", mistakes: tuple[str, ...] = (), of: int = 5) -> dict[str, Any]:
    """An exercise whose checks have these points, each of so many."""
    checks = [
        {
            "id": f"check_{number}", "title": f"Check {number}", "points": got, "max_points": of,
            "status": "passed" if got else "failed", "message": "" if got else f"{id} {number} fails",
        }
        for number, got in enumerate(points)
    ]  # fmt: skip
    named = [{"name": name, "title": name.title(), "explanation": f"About {name}."} for name in mistakes]
    return {
        "id": id, "title": id.title(), "score": sum(points), "max_score": of * len(points), "status": status,
        "checks": checks, "mistakes": named, "difference": "",
    }  # fmt: skip


def record(*tasks: dict[str, Any], problem: str = "") -> Kept:
    score, most = (sum(part[key] for part in tasks) for key in ("score", "max_score"))
    return Kept(exercises=list(tasks), bonus=[], score=score, max_score=most, seconds=1.5, problem=problem)


def scored(*scores: int, most: int = 100, status: str = "partial") -> list[Result]:
    return [Result("", status, score, most) for score in scores]


@pytest.mark.parametrize(
    ("passed", "rest", "expected"),
    [
        # means 7 and 3, variance (9 + 1 + 1 + 9) / 4 = 5, half pass: 4 / sqrt(5) * 1/2
        ([True, True, False, False], [8, 6, 4, 2], 2 / sqrt(5)),
        # means 6 and 1.5, variance (9 + 9 + 0) / 3 = 6, one in three: 4.5 / sqrt(6) * sqrt(2) / 3
        ([True, False, False], [6, 0, 3], sqrt(3) / 2),
        ([True, False], [1, 3], -1),
        ([True, False, True, False], [1, 1, 3, 3], 0),
    ],
)
def test_the_point_biserial_correlation(passed: list[bool], rest: list[float], expected: float) -> None:
    assert point_biserial(passed, rest) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("passed", "rest"), [([True, True], [1, 2]), ([False, False], [1, 2]), ([True, False], [2, 2]), ([], [])]
)
def test_there_is_no_correlation_where_one_of_them_is_the_same_for_all(passed: list[bool], rest: list[float]) -> None:
    assert point_biserial(passed, rest) is None


def test_a_check_is_compared_with_the_rest_of_the_score_without_its_own_points() -> None:
    passes = Result("", "partial", 10, 20, earned={("a", "c"): 10}, passed=frozenset({("a", "c")}))
    fails = Result("", "partial", 5, 20, earned={("a", "c"): 0})
    assert check_share(("a", "c"), "C", [passes, fails]) == CheckShare("a", "c", "C", 1, 2, pytest.approx(-1))


def test_scores_fall_into_ten_bins_and_one_for_full_points() -> None:
    results = [*scored(0, status="unusable"), *scored(0, 9, 10, 99, 100)]
    bins = distribution(results)
    assert [(part.first, part.last) for part in bins] == [*((low, low + 9) for low in range(0, 100, 10)), (100, 100)]
    assert bins[:2] == [Bin(0, 9, 3, unusable=1), Bin(10, 19, 1, unusable=0)]
    assert bins[-2:] == [Bin(90, 99, 1, unusable=0), Bin(100, 100, 1, unusable=0)]
    assert sum(part.count for part in bins) == len(results)
    assert [(part.first, part.last) for part in distribution(scored(0, 2, most=2))] == [(0, 0), (1, 1), (2, 2)]
    assert distribution([]) == []


def test_an_exercise_has_all_points_some_none_or_is_not_started() -> None:
    results = [
        Result("", "", points={"a": points}, statuses={"a": status})
        for points, status in ((10, "passed"), (10, "passed"), (4, "partial"), (0, "failed"), (0, "not_started"))
    ]
    assert exercise_share("a", "A", 10, results) == ExerciseShare(
        "a", "A", 10, average=4.8, full=2, partly=1, none=1, not_started=1
    )


def test_what_could_not_be_read_counts_among_the_scores_and_nowhere_else() -> None:
    rows: list[tuple[str, Kept | str]] = [
        ("ann", record(task("a", 5, 5), task("b", 5))),
        ("bo", record(task("a", 5, 0), task("b", 0))),
        ("cy", record(task("a", 0, 0), task("b", 0), problem="no archive")),
        ("dee", "the grader failed"),
    ]
    found = statistics_of(rows)
    assert [result.status for result in found.results] == ["passed", "partial", "unusable", "no grade"]
    assert (found.average, found.middle, found.readable) == (pytest.approx(20 / 3), 5, 2)
    assert [(part.count, part.unusable) for part in found.bins if part.count] == [(1, 1), (1, 0), (1, 0)]
    assert [(share.full, share.partly, share.none) for share in found.exercises] == [(1, 1, 0), (1, 0, 1)]
    assert [(share.exercise, share.id, share.passes, share.count) for share in found.checks] == [
        ("a", "check_1", 1, 2), ("b", "check_0", 1, 2), ("a", "check_0", 2, 2),
    ]  # fmt: skip
    assert [share.separation for share in found.checks] == [pytest.approx(1), pytest.approx(1), None]
    assert [result.problem for result in found.results] == ["", "", "no archive", "the grader failed"]


def test_mistakes_are_counted_once_a_submission_and_the_example_has_nothing_else_wrong() -> None:
    rows = [
        ("ann", record(task("a", 0, mistakes=("drops", "sums")))),
        ("bo", record(task("a", 0, mistakes=("sums", "sums")))),
        ("cy", record(task("a", 0, mistakes=("sums",)), task("b", 0, mistakes=("sums",)))),
        ("dee", record({**task("a", 0, mistakes=("sums",)), "difference": "the smallest"})),
    ]
    found = statistics_of(rows).mistakes
    assert [(mistake.exercise, mistake.name, mistake.count) for mistake in found] == [
        ("a", "sums", 4), ("a", "drops", 1), ("b", "sums", 1),
    ]  # fmt: skip
    assert (found[0].example_of, found[0].example, found[0].explanation) == ("cy", "a 0 fails", "About sums.")
    assert statistics_of(rows[3:]).mistakes[0].example == "the smallest"


def test_a_class_without_any_result_has_no_statistics() -> None:
    for rows in ([], [("ann", "the grader failed")]):
        found = statistics_of(rows)
        assert (found.average, found.bins, found.exercises, found.checks, found.mistakes) == (None, [], [], [], [])


def test_no_record_is_held_once_it_is_counted() -> None:
    alive: WeakSet[Kept] = WeakSet()

    def rows() -> Iterator[tuple[str, Kept]]:
        for number in range(50):
            made = record(task("a", 5, 0, mistakes=("sums",)))
            alive.add(made)
            yield str(number), made
            del made
            assert len(alive) <= 2

    assert len(statistics_of(rows()).results) == 50
    assert not alive
