"""What to do next: one voice, one example, and never more than 20 lines."""

from collections.abc import Iterator
from dataclasses import replace
from gettext import gettext as _
from itertools import pairwise

import pytest
from rich.cells import cell_len

import course
import language
from course.records import Exercise
from grading.checks.catalogue import checks_of
from grading.feedback.diagnosis import texts_of_mistakes
from grading.report.next_step import MOST_LINES, next_step
from grading.results import ExerciseResult, Mistake
from grading.text import NOTHING, Shown, wrapped
from tests.kit.answers import ALL
from tests.kit.report.scorecards import ALL_KINDS, BROKEN, PARTLY, SOLVED, check, scorecard

FIRST = Mistake("first", "You take one for the other.", "They look alike. Print both.")
SECOND = Mistake("second", "You stop too early.", "The last one is left out. Count them.")
EXAMPLE = "softmax([[1, 2]])\n  returned  [[1.0, 2.0]]\n  expected  [[0.2689, 0.7311]]\nA row sums to 1."
DIFFERENCE = Shown("softmax([[0.0, 1.0]])\n  got       [[0.0, 1.0]]\n  expected  [[0.2689, 0.7311]]")
WIDTH = 80


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    language.use(request.param)
    yield request.param
    language.use("en")


def said(*results: ExerciseResult, width: int = WIDTH) -> str:
    return next_step(scorecard(*results), width).plain


def failed(*mistakes: Mistake, difference: Shown = NOTHING, output: str = "") -> ExerciseResult:
    checks = (check("rows_sum_to_one", "failed", EXAMPLE, output=output), check("shapes_stay", "failed", "Other."))
    return replace(PARTLY, checks=checks, mistakes=mistakes, difference=difference)


# What it says


def test_the_headline_says_that_the_check_does_not_hold() -> None:
    first, *_rest = said(failed()).splitlines()
    assert first == "Next: softmax. What does not hold yet: Rows sum to one."


def test_where_every_check_says_that_the_file_cannot_be_used_no_check_is_named() -> None:
    assert said(BROKEN).splitlines()[0] == "Next: softmax does not run yet."
    assert said(ALL_KINDS).startswith("Next: accuracy. What does not hold yet: It fails.")


def test_a_mistake_stands_above_the_example_of_the_check() -> None:
    assert said(failed(FIRST)).splitlines()[1:] == [
        "  You take one for the other.",
        "  They look alike. Print both.",
        "",
        *(f"  {line}" for line in EXAMPLE.splitlines()),
        "  1 more of its checks does not pass yet; one mistake often explains several.",
    ]


def test_of_two_mistakes_the_second_is_introduced_as_one() -> None:
    lines = said(failed(FIRST, SECOND)).splitlines()
    assert lines[1:6] == [
        "  You take one for the other.",
        "  They look alike. Print both.",
        "",
        "  And: You stop too early.",
        "  The last one is left out. Count them.",
    ]


def test_the_smallest_difference_takes_the_place_of_the_example_and_claims_nothing_else() -> None:
    assert said(failed(difference=DIFFERENCE)).splitlines()[1:] == [
        "  A row sums to 1.",
        "",
        "  The smallest input where it differs:",
        *(f"  {line}" for line in DIFFERENCE.splitlines()),
        "  1 more of its checks does not pass yet; one mistake often explains several.",
    ]
    named = said(failed(FIRST, difference=DIFFERENCE))
    assert "A row sums to 1." not in named, "the mistake says why"
    assert "The smallest input where it differs:" in named


def test_a_crash_keeps_the_message_that_shows_its_line() -> None:
    crash = check("rows_sum_to_one", "error", "softmax(...) raised ValueError: no\n  exercises/softmax.py, line 4")
    text = said(replace(PARTLY, checks=(crash, check("shapes_stay", "failed")), difference=DIFFERENCE))
    assert "line 4" in text
    assert "The smallest input" not in text


# What comes after full points


def alone(exercise: Exercise) -> str:
    """What comes next where this exercise, and no other, was graded and has all its points."""
    result = replace(SOLVED, id=exercise.id)
    counts = exercise in course.EXERCISES
    return next_step(scorecard(*[result] * counts, bonus=() if counts else (result,)), WIDTH).plain


def test_the_next_exercise_and_its_file_are_named_in_one_line(spoken: str) -> None:
    for exercise, following in pairwise(ALL):
        if exercise.id != "train_epoch":
            text = alone(exercise)
            assert f"exercises/{following.id}.py" in text
            assert following.id in text.split("exercises/")[0]
            assert len(text.splitlines()) == 1


def test_after_the_last_of_the_five_comes_the_model_and_after_everything_nothing() -> None:
    assert "`python grader.py`" in alone(course.exercise("train_epoch"))
    assert alone(ALL[-1]) == ""


# How long it is


def longest_mistakes(exercise: Exercise) -> list[Mistake]:
    """The two whose texts take most lines, in the language in use."""
    texts = texts_of_mistakes(exercise).values()
    mistakes = [Mistake("", _(title), _(explanation)) for title, explanation in texts]
    return sorted(mistakes, key=lambda mistake: -len(wrapped(f"{mistake.title}\n{mistake.explanation}", 76)))[:2]


def longest_title(exercise: Exercise) -> str:
    return max((_(check.title) for check in checks_of(exercise)), key=cell_len)


LONG = Shown("\n".join(f"  line {number} with a matrix of the numbers 0.09003, 0.2447, 0.6652" for number in range(50)))


@pytest.mark.parametrize("output", ["", "printed\n" * 50], ids=["silent", "printing"])
@pytest.mark.parametrize("difference", [NOTHING, DIFFERENCE, LONG], ids=["check", "difference", "long difference"])
@pytest.mark.parametrize("named", [0, 1, 2])
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_the_longest_texts_have_at_most_20_lines_and_the_first_thing_to_mend_is_whole(
    exercise: Exercise, named: int, difference: Shown, output: str, spoken: str
) -> None:
    mistakes = longest_mistakes(exercise)[:named]
    open_checks = (
        replace(check("a", "failed", f"softmax\n{LONG}\nWhy.", output=output), title=longest_title(exercise)),
        check("b", "failed", "Other."),
    )
    result = ExerciseResult(exercise.id, "", open_checks, mistakes=tuple(mistakes), difference=difference)
    text = said(result)
    assert len(text.splitlines()) <= MOST_LINES == 20
    assert all(cell_len(line) <= WIDTH for line in text.splitlines())
    words = "".join(text.split())
    assert "".join(longest_title(exercise).split()) in words
    for number, mistake in enumerate(mistakes):
        assert "".join(mistake.title.split()) in words
        assert number or "".join(mistake.explanation.split()) in words
    example = DIFFERENCE if difference == DIFFERENCE else "line 0 with a matrix"
    assert "".join(example.split()) in words


def test_what_was_printed_gives_way_to_what_was_wrong() -> None:
    printing = failed(FIRST, output="one\ntwo\nthree\n")
    assert said(printing).splitlines()[-5:-1] == ["  Your code printed:", "    one", "    two", "    three"]
    long = replace(printing.checks[0], message=LONG)
    assert "Your code printed:" not in said(replace(printing, checks=(long,)))
