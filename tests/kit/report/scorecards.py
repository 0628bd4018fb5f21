"""Scorecards for the tests of the reports: small, and unlike each other."""

import io
from dataclasses import replace
from typing import Any

from rich.console import Console

from grading.report.terminal import show
from grading.results import Check, CheckStatus, Environment, EpochMetrics, ExerciseResult, Mistake, Scorecard, Training
from grading.text import Shown

ENVIRONMENT = Environment("3.12.1", "2.6.0", "Linux-6.8", ("Landlock", "seccomp"), ())
WRONG_ROWS = "softmax([[1, 2, 3]])\n  returned  [[1.0, 1.0, 1.0]]\nWhich dimension do you sum along?"
SYNTAX_ERROR = "exercises/softmax.py, line 12, is not valid Python: invalid syntax.\n    return X +"


def check(id: str, status: CheckStatus, message: str = "", max_points: int = 5, output: str = "") -> Check:
    title = id.replace("_", " ").capitalize()
    points = max_points if status == "passed" else 0
    return Check(id, title, points, max_points, status, Shown(message), Shown(output))


def scorecard(*exercises: ExerciseResult, **changed: Any) -> Scorecard:
    card = Scorecard("0.1.0", "exercises", seed=7, seconds=1.25, pass_mark=10, exercises=exercises,
                     training=None, environment=ENVIRONMENT)  # fmt: skip
    return replace(card, **changed)


def shown(card: Scorecard, width: int = 80) -> str:
    """What a person sees of it on a terminal of this many columns, without its colours."""
    screen = io.StringIO()
    show(card, Console(file=screen, width=width, highlight=False, _environ={}))
    return screen.getvalue()


SOLVED = ExerciseResult("softmax", "Softmax", (check("rows_sum_to_one", "passed"), check("shapes_stay", "passed")))
PARTLY = ExerciseResult(
    "softmax",
    "Softmax",
    (
        check("shapes_stay", "passed"),
        check("rows_sum_to_one", "failed", WRONG_ROWS),
        check("gradients_flow", "failed", "No gradient came back."),
    ),
    mistakes=(Mistake("sums_down_the_columns", "Sums down the columns", "You sum down the columns."),),
    advice=("Your code printed 200,000 characters.",),
    difference=Shown("On [[0.0]] the answer is [[1.0]]."),
)
BROKEN = ExerciseResult("softmax", "Softmax", (check("rows_sum_to_one", "error", SYNTAX_ERROR),))
ALL_KINDS = ExerciseResult(
    "accuracy",
    "Accuracy",
    (
        check("it_counts", "passed"),
        check("it_fails", "failed", "what was wrong"),
        check("it_waits", "not_started", "exercises/accuracy.py is not started."),
        check("it_breaks", "error", "accuracy(...) raised ValueError: no"),
        check("it_hangs", "timeout", "accuracy(...) timed out after 10 s."),
        check("it_cheats", "violation", "accuracy(...) broke the rules of the sandbox"),
    ),
)
BONUS = replace(PARTLY, id="beyond", title="Beyond", mistakes=(), advice=("There is a shorter way.",), difference="")
TRAINING = Training(
    dataset="Fashion-MNIST",
    train_size=60_000,
    test_size=10_000,
    epochs=2,
    threshold=0.7,
    test_accuracy=0.812,
    history=(EpochMetrics(1, 0.9, 0.65, 0.755), EpochMetrics(2, None, float("nan"), 0.812)),
)
