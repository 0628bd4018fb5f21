"""What the results of a class say together: pure functions of what is kept of each submission.

A submission that could not be read has its 0 points among the scores, where it is counted apart; it says nothing of
exercises, checks and mistakes, and is left out there. One without a grade is in the list of submissions alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from math import sqrt
from statistics import mean, median
from sys import intern
from typing import Any

from grading.classroom.store import Record
from grading.classroom.table import NO_GRADE, UNUSABLE, status_of

BINS = 10
TELLING = ("failed", "error", "timeout", "violation")
"""What a check came to that says what went wrong."""


@dataclass(frozen=True)
class Result:
    """What the statistics need of a submission. points: by exercise. earned: by exercise and check."""

    name: str
    status: str
    score: int = 0
    max_score: int = 0
    seconds: float = 0.0
    problem: str = ""
    points: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)
    earned: Mapping[tuple[str, str], int] = field(default_factory=dict)
    passed: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Bin:
    """So many submissions have from `first` to `last` points; `unusable` of them could not be read."""

    first: int
    last: int
    count: int
    unusable: int


@dataclass(frozen=True)
class ExerciseShare:
    """How many submissions have all points of an exercise, some, none, or have not begun it; and their mean."""

    id: str
    title: str
    max_score: int
    average: float
    full: int
    partly: int
    none: int
    not_started: int


@dataclass(frozen=True)
class CheckShare:
    """How many of the submissions pass a check, and how well it separates strong from weak, None where none can say."""

    exercise: str
    id: str
    title: str
    passes: int
    count: int
    separation: float | None


@dataclass(frozen=True)
class MistakeShare:
    """A mistake of so many submissions, with what it looks like in one of them."""

    exercise: str
    name: str
    count: int
    title: str
    explanation: str
    example_of: str
    example: str
    alone: bool


@dataclass(frozen=True)
class ClassStatistics:
    """The results in the order of the class, and what they say together; None where no score can say it."""

    results: Sequence[Result]
    average: float | None
    middle: float | None
    bins: Sequence[Bin]
    exercises: Sequence[ExerciseShare]
    checks: Sequence[CheckShare]
    mistakes: Sequence[MistakeShare]

    @property
    def readable(self) -> int:
        return len(readable(self.results))

    def count(self, status: str) -> int:
        return sum(result.status == status for result in self.results)


def statistics_of(rows: Iterable[tuple[str, Record | str]]) -> ClassStatistics:
    """The statistics of a class: of each name the record of its results, or why there are none.

    The records are taken one after the other, and none is held.
    """
    results: list[Result] = []
    tasks: dict[str, tuple[str, int]] = {}
    checks: dict[tuple[str, str], str] = {}
    mistakes: dict[tuple[str, str], MistakeShare] = {}
    for name, record in rows:
        if isinstance(record, str):
            results.append(Result(name, NO_GRADE, problem=record))
            continue
        results.append(result_of(name, record))
        for task in record["exercises"]:
            tasks.setdefault(task["id"], (task["title"], task["max_score"]))
            for check in task["checks"]:
                checks.setdefault((task["id"], check["id"]), check["title"])
        for mistake in mistakes_in(name, record):
            key = mistake.exercise, mistake.name
            mistakes[key] = _together(mistakes[key], mistake) if key in mistakes else mistake
    graded = [result for result in results if result.status != NO_GRADE]
    scores = [result.score for result in graded]
    found = readable(graded)
    order = {id: place for place, id in enumerate(tasks)}
    return ClassStatistics(
        results,
        average=mean(scores) if scores else None,
        middle=median(scores) if scores else None,
        bins=distribution(graded),
        exercises=[exercise_share(id, title, most, found) for id, (title, most) in tasks.items()],
        checks=sorted(
            (check_share(key, title, found) for key, title in checks.items()),
            key=lambda check: (check.passes, order[check.exercise]),
        ),
        mistakes=sorted(mistakes.values(), key=lambda mistake: (-mistake.count, order[mistake.exercise], mistake.name)),
    )


def result_of(name: str, record: Record) -> Result:
    """What the statistics need of the record of a submission."""
    tasks = record["exercises"]
    checks = [(_key(task["id"], check["id"]), check) for task in tasks for check in task["checks"]]
    return Result(
        name=name,
        status=status_of(record),
        score=record["score"],
        max_score=record["max_score"],
        seconds=record["seconds"],
        problem=record["problem"],
        points={intern(task["id"]): task["score"] for task in tasks},
        statuses={intern(task["id"]): intern(task["status"]) for task in tasks},
        earned={key: check["points"] for key, check in checks},
        passed=frozenset(key for key, check in checks if check["status"] == "passed"),
    )


@cache
def _key(exercise: str, check: str) -> tuple[str, str]:
    """One tuple for all submissions: of thousands, those of each alone would be most of the memory."""
    return exercise, check


def readable(results: Iterable[Result]) -> list[Result]:
    """Those of submissions that could be read and were graded."""
    return [result for result in results if result.earned and result.status != UNUSABLE]


def distribution(results: Sequence[Result], bins: int = BINS) -> list[Bin]:
    """How many have which score, in so many bins of equal width, and one for full points; none without results."""
    most = max((result.max_score for result in results), default=0)
    edges = sorted({-(-place * most // bins) for place in range(bins + 1)}) if most else []
    ranges = [*((first, following - 1) for first, following in pairwise(edges)), (most, most)]
    return [_bin(first, last, results) for first, last in ranges] if most else []


def _bin(first: int, last: int, results: Iterable[Result]) -> Bin:
    within = [result for result in results if first <= result.score <= last]
    return Bin(first, last, len(within), sum(result.status == UNUSABLE for result in within))


def exercise_share(id: str, title: str, most: int, results: Sequence[Result]) -> ExerciseShare:
    """What an exercise came to in these submissions."""
    points = [result.points.get(id, 0) for result in results]
    not_started = sum(result.statuses.get(id) == "not_started" for result in results)
    full = sum(number == most for number in points)
    partly = sum(0 < number < most for number in points)
    none = len(results) - full - partly - not_started
    return ExerciseShare(id, title, most, mean(points) if points else 0.0, full, partly, none, not_started)


def check_share(key: tuple[str, str], title: str, results: Sequence[Result]) -> CheckShare:
    """How many pass a check, and how this goes together with the rest of their scores: without this check's points."""
    passed = [key in result.passed for result in results]
    rest = [result.score - result.earned.get(key, 0) for result in results]
    return CheckShare(*key, title, sum(passed), len(results), point_biserial(passed, rest))


def point_biserial(passed: Sequence[bool], rest: Sequence[float]) -> float | None:
    """The correlation of passing with the rest of the score, from -1 to 1; None where one of them is the same for all.

    (mean of those that pass - mean of the others) / standard deviation * sqrt(share that passes * share of the others)
    """
    with_it = [score for score, passes in zip(rest, passed, strict=True) if passes]
    without = [score for score, passes in zip(rest, passed, strict=True) if not passes]
    if not with_it or not without or len(set(rest)) == 1:
        return None
    average, count = mean(rest), len(rest)
    deviation = sqrt(sum((score - average) ** 2 for score in rest) / count)
    return float((mean(with_it) - mean(without)) / deviation * sqrt(len(with_it) * len(without)) / count)


def mistakes_in(name: str, record: Record) -> Iterator[MistakeShare]:
    """The mistakes of a submission, each once."""
    for task in record["exercises"]:
        names = Counter(mistake["name"] for mistake in task["mistakes"])
        for mistake in task["mistakes"]:
            if names.pop(mistake["name"], 0):
                yield MistakeShare(
                    exercise=task["id"], name=mistake["name"], count=1, title=mistake["title"],
                    explanation=mistake["explanation"], example_of=name, example=_example(task),
                    alone=len(task["mistakes"]) == 1,
                )  # fmt: skip


def _together(so_far: MistakeShare, another: MistakeShare) -> MistakeShare:
    """Both as one; the example is the first of a submission in which nothing else is wrong with the exercise."""
    shown = so_far if so_far.alone or not another.alone else another
    return replace(shown, count=so_far.count + another.count)


def _example(task: Mapping[str, Any]) -> str:
    """What a learner saw of it: the smallest difference, or the first message of a check."""
    messages = [check["message"] for check in task["checks"] if check["status"] in TELLING and check["message"]]
    return str(task["difference"] or next(iter(messages), ""))
