"""Broken submissions: the exercise says in a line what happened, the others keep their points, and it ends."""

import json as stdlib_json

import pytest

from course import EXERCISES, TASKS
from grading.checks import training
from grading.grade import Settings, grade
from grading.report import json
from grading.results import ExerciseResult, Scorecard
from grading.sandbox.isolation import Deadlines
from tests.kit.answers import folder, with_files

SOFTMAX = folder("solutions").sources["softmax.py"]
ENDLESS = "def softmax(X):\n    while True:\n        pass\n"

FAULTS = {
    "a syntax error": ("def softmax(X:\n    return X\n", "error", ["softmax.py, line 1", "not valid Python"]),
    "a missing file": (None, "error", ["softmax.py is missing"]),
    "a missing name": ("def soft_max(X):\n    return X\n", "error", ["defines no `softmax`"]),
    "a name that is not callable": ("softmax = 3\n", "error", ["cannot be called"]),
    "an exception at import": (
        "import torch\nraise ValueError('oh')\n", "error", ["ValueError: oh", "line 2", "raise ValueError"],
    ),
    "an exception in the function": (
        "def softmax(X):\n    return X.exq()\n", "error", ["exq", "line 2", "return X.exq()"],
    ),
    "an exit at import": ("import os\nos._exit(0)\n", "error", ["ended the whole Python process"]),
    "an exit in the function": (
        "import os\ndef softmax(X):\n    os._exit(0)\n", "error", ["ended the whole Python process"],
    ),
    "sys.exit": (
        "import sys\ndef softmax(X):\n    sys.exit()\n", "error", ["called for Python to exit", "sys.exit()"],
    ),
    "a segmentation fault": (
        "import ctypes\ndef softmax(X):\n    ctypes.string_at(0)\n", "error", ["crashed the Python interpreter"],
    ),
    "a signal that nobody can catch": (
        "import signal\ndef softmax(X):\n    signal.raise_signal(9)\n", "error", ["killed by the system", "memory"],
    ),
    "a memory bomb": (
        "import torch\ndef softmax(X):\n    return torch.ones(4 * 10**9).exp()\n", "error", ["memory"],
    ),
    "a memory bomb of lists": (
        "calls = []\ndef softmax(X):\n    calls.append(X)\n    kept = []\n    while len(calls) == 1:\n"
        "        kept.append(bytearray(10**8))\n    return X.exp() / X.exp().sum(1, keepdim=True)\n",
        "error",
        ["MemoryError"],
    ),
    "endless recursion": ("def softmax(X):\n    return softmax(X)\n", "error", ["RecursionError"]),
    "a tensor of the wrong kind": (
        "def softmax(X):\n    return X.to_sparse()\n", "failed", ["returned", "sparse"],
    ),
    "a value that is no tensor": ("def softmax(X):\n    return {'a': object()}\n", "failed", ["returned"]),
}  # fmt: skip


def graded(source: str | None, tasks=EXERCISES, **settings) -> Scorecard:
    return grade(with_files("solutions", {"softmax.py": source}), Settings(tasks=tasks, **settings))


def by_id(scorecard: Scorecard) -> dict[str, ExerciseResult]:
    return {result.id: result for result in scorecard.exercises}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_softmax_says_what_happened_and_costs_its_own_points_alone(name):
    source, status, phrases = FAULTS[name]
    scorecard = graded(source)
    results = by_id(scorecard)
    assert results["softmax"].score < 15
    assert results["softmax"].status in (status, "partial")
    message = results["softmax"].open_checks[0].message
    for phrase in phrases:
        assert phrase in message, message
    assert "Traceback" not in message
    assert "grading/" not in message, "the kit's own lines are of no help to a learner"
    for other in EXERCISES[1:]:
        assert results[other.id].score == other.points, results[other.id].open_checks
    assert stdlib_json.loads(json.render(scorecard))["score"] == scorecard.score


@pytest.mark.parametrize("name", ["a missing name", "a name that is not callable", "an exception at import"])
def test_every_check_says_what_keeps_a_file_from_loading(name):
    source, _, phrases = FAULTS[name]
    [softmax] = graded(source, EXERCISES[:1]).exercises
    for check in softmax.checks:
        assert phrases[0] in check.message


def test_an_endless_loop_is_stopped_and_the_others_keep_their_points(monkeypatch):
    monkeypatch.setattr(training, "REHEARSAL_SECONDS", 3.0)
    scorecard = graded(ENDLESS, TASKS, data="synthetic", deadlines=Deadlines(call=1.0, exercise=2.0))
    results = by_id(scorecard)
    assert results["softmax"].status == "timeout"
    assert "timed out after 1 s" in results["softmax"].checks[0].message
    assert "used the 2 s" in results["softmax"].checks[-1].message
    assert results["trained_model"].status == "timeout", "the training is rehearsed before it begins"
    assert scorecard.score == 70
    assert scorecard.seconds < 30


def test_the_deadlines_leave_slow_machines_room_and_let_nobody_wait_long():
    assert 5 <= Deadlines().call <= Deadlines().exercise <= 60
    assert training.REHEARSAL_SECONDS <= 60 <= training.EPOCH_SECONDS <= training.TRAINING_SECONDS


def test_ten_megabytes_of_prints_cost_no_points_and_are_mentioned_once():
    loud = SOFTMAX.replace("    X_exp = ", "    for _ in range(1000):\n        print('x' * 10_000)\n    X_exp = ")
    softmax = by_id(graded(loud, EXERCISES[:1]))["softmax"]
    assert softmax.score == 15
    [advice] = [line for line in softmax.advice if "printed" in line]
    assert "\x1b" not in advice


def test_the_learners_own_lines_are_shown_for_an_error_in_training():
    source = folder("solutions").sources["train_epoch.py"].replace("loss(y_hat, y)", "loss(y_hat)")
    card = grade(with_files("solutions", {"train_epoch.py": source}), Settings(tasks=EXERCISES[4:]))
    message = card.exercises[0].open_checks[0].message
    assert "submitted/train_epoch.py, line" in message
    assert "loss(y_hat)" in message


def test_a_started_but_unwritten_method_is_named():
    source = folder("solutions").sources["accumulator.py"]
    source = source.replace("self.sums = [0.0] * len(self.sums)", "raise NotImplementedError")
    accumulator = by_id(grade(with_files("solutions", {"accumulator.py": source}), Settings(tasks=EXERCISES)))[
        "accumulator"
    ]
    assert accumulator.status == "partial"
    [check] = accumulator.open_checks
    assert check.status == "not_started"
    assert "metric.reset()" in check.message
