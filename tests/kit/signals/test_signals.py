"""Graders that get a signal at a random moment leave no process, no file and no unfinished report behind."""

import io
import os
import re
import signal
import sys
from itertools import product
from pathlib import Path

import pytest
from rich.console import Console

from grading.commands.shared import waiting
from tests.kit.sampling import sampled
from tests.kit.signals.moments import MOMENTS
from tests.kit.signals.trials import SIGNALS, Trial, all_trials, run_all

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody cleans up after kill -9")


def expect_nothing_left(trials: list[Trial]) -> None:
    outcomes = run_all(trials)
    assert [(outcome.trial, outcome.submission, outcome.problems) for outcome in outcomes if outcome.problems] == []
    missed = {(outcome.trial.signal, outcome.trial.moment) for outcome in outcomes}
    missed -= {(outcome.trial.signal, outcome.trial.moment) for outcome in outcomes if outcome.delivered}
    assert missed == set(), "some signal never met a grader at some moment"


@pytest.mark.signal
@pytest.mark.timeout(1800)
def test_whatever_ends_a_grader_and_whenever_nothing_is_left_and_the_report_is_whole() -> None:
    pairs = [[one for one in all_trials() if (one.signal, one.moment) == pair] for pair in product(SIGNALS, MOMENTS)]
    expect_nothing_left([trial for repeated in pairs for trial in sampled(repeated, 1)])


def test_a_grader_that_is_killed_in_its_checks_or_stopped_while_it_starts_leaves_nothing() -> None:
    usual = {("kill -9", "checks"), ("Ctrl-C", "checks"), ("Ctrl-C twice", "start")}
    expect_nothing_left([one for one in all_trials(rounds=1) if (one.signal, one.moment) in usual])


def test_only_the_main_thread_gets_signals_while_something_moves_for_who_waits() -> None:
    """A thread that got one would let it end the process, whatever the main thread holds back."""
    main = os.getpid()
    with waiting(Console(file=io.StringIO())):
        others = [task for task in Path("/proc/self/task").iterdir() if int(task.name) != main]
        moving = [task for task in others if held_by(task) >= {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}]
        assert moving, "no thread holds them all"
    assert held_by(Path(f"/proc/self/task/{main}")).isdisjoint({signal.SIGTERM, signal.SIGHUP})


def held_by(task: Path) -> set[int]:
    """The signals that a thread blocks."""
    [mask] = re.findall(r"^SigBlk:\s(\w+)$", (task / "status").read_text(), re.M)
    return {number for number in range(1, 65) if int(mask, 16) >> (number - 1) & 1}
