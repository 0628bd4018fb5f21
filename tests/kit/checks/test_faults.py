"""Broken submissions: the exercise says in a line what happened, the others keep their points, and it ends."""

import pytest

from course import EXERCISES, TASKS
from grading.checks import training
from grading.sandbox.isolation import Deadlines
from grading.submissions.submission import Submission
from tests.kit.answers import folder, graded, with_files

SOFTMAX = folder("solutions").sources["softmax.py"]

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


def softmax_as(source: str | None) -> Submission:
    return with_files("solutions", {"softmax.py": source})


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_softmax_says_what_happened_and_costs_its_own_points_alone(name: str) -> None:
    source, status, phrases = FAULTS[name]
    results = graded(softmax_as(source), EXERCISES[:2])
    assert results["softmax"].score < 15
    assert results["softmax"].status in (status, "partial")
    message = results["softmax"].open_checks[0].message
    for phrase in phrases:
        assert phrase in message, message
    assert "Traceback" not in message
    assert "grading/" not in message, "the kit's own lines are of no help to a learner"
    assert results["cross_entropy"].status == "passed", results["cross_entropy"].open_checks


@pytest.mark.parametrize("name", ["a missing name", "a name that is not callable", "an exception at import"])
def test_every_check_says_what_keeps_a_file_from_loading(name: str) -> None:
    source, _, phrases = FAULTS[name]
    for check in graded(softmax_as(source), EXERCISES[:1])["softmax"].checks:
        assert phrases[0] in check.message


def test_an_endless_loop_is_stopped_and_the_others_keep_their_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "REHEARSAL_SECONDS", 3.0)
    endless = softmax_as("def softmax(X):\n    while True:\n        pass\n")
    results = graded(endless, TASKS, data="synthetic", epochs=10, deadlines=Deadlines(call=1.0, exercise=1.5))
    assert results["softmax"].status == "timeout"
    assert "timed out after 1 s" in results["softmax"].checks[0].message
    assert "used the 2 s" in results["softmax"].checks[-1].message
    assert results["trained_model"].score == 12, "the model trains with the kit's softmax instead"
    assert sum(result.score for result in results.values()) == 82


def test_a_training_that_sleeps_ends_with_the_budget_of_the_submission() -> None:
    pause = "    import time\n    time.sleep(0.01 if isinstance(train_iter, list) else 20)\n    metric = "
    source = folder("solutions").sources["train_epoch.py"].replace("    metric = ", pause)
    slow = with_files("solutions", {"train_epoch.py": source})
    results = graded(slow, TASKS, data="synthetic", deadlines=Deadlines(submission=4.0))
    assert results["train_epoch"].status == "passed"
    assert results["trained_model"].status == "timeout"
    assert "timed out after" in results["trained_model"].checks[0].message


def test_the_deadlines_leave_slow_machines_room_and_let_nobody_wait_long() -> None:
    assert 5 <= Deadlines().call <= Deadlines().exercise <= 60
    assert training.REHEARSAL_SECONDS <= training.EPOCH_SECONDS <= Deadlines().submission


def test_ten_megabytes_of_prints_cost_no_points() -> None:
    loud = SOFTMAX.replace("    X_exp = ", "    for _ in range(1000):\n        print('x' * 10_000)\n    X_exp = ")
    assert loud != SOFTMAX
    assert graded(softmax_as(loud), EXERCISES[:1])["softmax"].score == 15


def test_the_learners_own_lines_are_shown_for_an_error_in_training() -> None:
    source = folder("solutions").sources["train_epoch.py"].replace("loss(y_hat, y)", "loss(y_hat)")
    result = graded(with_files("solutions", {"train_epoch.py": source}), EXERCISES[4:])["train_epoch"]
    assert "submitted/train_epoch.py, line" in result.open_checks[0].message
    assert "loss(y_hat)" in result.open_checks[0].message


def test_a_method_that_is_not_written_yet_is_named() -> None:
    source = folder("solutions").sources["accumulator.py"]
    source = source.replace("self.sums = [0.0] * len(self.sums)", "raise NotImplementedError")
    result = graded(with_files("solutions", {"accumulator.py": source}), EXERCISES[3:4])["accumulator"]
    assert result.status == "partial"
    [check] = result.open_checks
    assert check.status == "failed"
    assert "metric.reset()" in check.message
    assert [mistake.title for mistake in result.mistakes] == ["`Accumulator` is begun. Still to be written: `reset`."]
