"""What goes beyond the score is graded when it is asked for, or once all that counts passes."""

from collections.abc import Sequence

import pytest

import course
from course.records import Task
from grading.grade import Settings, grade
from grading.results import Scorecard
from tests.kit.answers import with_files

SOFTMAX, CROSS_ENTROPY, BEYOND = course.EXERCISES[:3]
WRONG = "def softmax(X):\n    return X\n"
WRONG_BEYOND = "def accuracy(y_hat, y):\n    return 0.0\n"


@pytest.fixture(autouse=True)
def a_course_of_two_exercises_and_a_bonus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TASKS", (SOFTMAX, CROSS_ENTROPY))
    monkeypatch.setattr(course, "BONUS", (BEYOND,))


def scorecard(tasks: Sequence[Task], pass_mark: float | None = None, **changed: str) -> Scorecard:
    """The solutions, with some of their files changed, graded."""
    files = {f"{id}.py": text for id, text in changed.items()}
    return grade(with_files("solutions", dict(files)), Settings(tasks=tasks, pass_mark=pass_mark))


def ids(card: Scorecard) -> tuple[list[str], list[str]]:
    return [result.id for result in card.exercises], [result.id for result in card.bonus]


def test_once_all_that_counts_passes_the_bonus_is_graded_and_counts_in_nothing() -> None:
    card = scorecard(course.TASKS, accuracy=WRONG_BEYOND)
    assert ids(card) == (["softmax", "cross_entropy"], ["accuracy"])
    assert (card.score, card.max_score, card.passed) == (30, 30, True)
    assert card.bonus[0].status != "passed"


@pytest.mark.parametrize(
    ("tasks", "changed"), [([SOFTMAX, CROSS_ENTROPY], {"softmax": WRONG}), ([SOFTMAX], {})],
    ids=["one does not pass", "one was not asked for"],
)  # fmt: skip
def test_before_that_nobody_sees_it(tasks: list[Task], changed: dict[str, str]) -> None:
    assert ids(scorecard(tasks, **changed))[1] == []


@pytest.mark.parametrize(("changed", "passed"), [({}, True), ({"accuracy": WRONG_BEYOND}, False)])
def test_asked_for_alone_it_decides_whether_the_grade_passes(changed: dict[str, str], passed: bool) -> None:
    card = scorecard([BEYOND], **changed)
    assert ids(card) == ([], ["accuracy"])
    assert (card.score, card.max_score, card.passed) == (0, 0, passed)


def test_asked_for_beside_others_it_has_to_pass_too_unless_a_pass_mark_is_given() -> None:
    assert not scorecard([SOFTMAX, BEYOND], accuracy=WRONG_BEYOND).passed
    assert scorecard([SOFTMAX, BEYOND], pass_mark=15, accuracy=WRONG_BEYOND).passed
