"""What is on the screen while saves are graded."""

from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.text import Text

import language
from grading.report.watching import View, keys_explained, rendered, verdict
from grading.results import ExerciseResult
from tests.kit.report.scorecards import ALL_KINDS, PARTLY, SOLVED, check, scorecard

LONG = ExerciseResult("softmax", "Softmax", (check("it_holds", "failed", "a word and another " * 100),))
VIEW = View(
    at="12:34:56",
    heading=(verdict(PARTLY), verdict(ALL_KINDS)),
    news=("accuracy is done. Predictions are classes, the places of the largest scores.",),
    scorecard=scorecard(LONG),
    done=2,
    tasks=8,
)


@pytest.mark.parametrize("spoken", language.CATALOGUES)
@pytest.mark.parametrize("width", [20, 34, 60, 80, 120])
def test_every_line_fits_the_terminal(width: int, spoken: str) -> None:
    language.use(spoken)
    for view in (VIEW, replace(VIEW, extra=keys_explained(width)), replace(VIEW, scorecard=None, step="open a file.")):
        lines = rendered(view, width, 24).plain.splitlines()
        assert max(map(cell_len, lines)) <= width, "\n".join(lines)


def test_what_to_do_next_makes_room_for_the_rest() -> None:
    for extra in (None, Text("\n".join("hint" * 3 for _ in range(8)))):
        lines = rendered(replace(VIEW, extra=extra), 80, 23).plain.splitlines()
        assert len(lines) == 23
        assert lines[0].startswith("12:34:56  softmax: partly right, 5 of 15 points")
        assert lines[-1].startswith("h hint")
    assert len(rendered(VIEW, 80, 5).plain.splitlines()) > 5, "a little of it is always there"


def test_the_bar_is_as_full_as_the_course_is_done() -> None:
    drawn = {done: rendered(View(done=done, tasks=8), 80, 24).plain.splitlines()[-2] for done in (0, 4, 8)}
    assert drawn == {
        0: f"[{'-' * 48}] 0 of 8 done",
        4: f"[{'#' * 24}{'-' * 24}] 4 of 8 done",
        8: f"[{'#' * 48}] 8 of 8 done",
    }
    assert "All checks pass." in rendered(View(done=8, tasks=8), 80, 24).plain


def test_a_verdict_names_the_exercise_where_it_stands_and_its_points() -> None:
    assert verdict(SOLVED) == "softmax: passed, 10 of 10 points"
    unwritten = ExerciseResult("sgd", "SGD", (check("it_waits", "not_started"),))
    assert verdict(unwritten) == "sgd: not started"


def test_what_a_submission_says_cannot_steer_the_terminal() -> None:
    steering = "\x1b[2J\x1b]0;title\x07"
    shown = rendered(replace(VIEW, problem=steering, news=(steering,), heading=(steering,)), 80, 24)
    assert "\x1b" not in shown.plain
    assert "\x07" not in shown.plain


def test_nobody_is_told_of_keys_that_they_cannot_press() -> None:
    assert "quit" in rendered(VIEW, 80, 24).plain
    assert "quit" not in rendered(replace(VIEW, keys=False), 80, 24).plain
