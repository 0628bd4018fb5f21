"""Graders that are ended at random moments leave no process, no file and no half report behind."""

import sys
from collections import Counter

import pytest

from tests.kit.kills.blows import BLOWS
from tests.kit.kills.moments import MOMENTS
from tests.kit.kills.suite import all_trials, carry_out_all, table

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody cleans up after kill -9")


@pytest.mark.kill
def test_whatever_ends_a_grader_and_whenever_nothing_is_left_and_the_report_is_whole() -> None:
    verdicts = carry_out_all(all_trials())
    landed = Counter((one.trial.blow, one.trial.moment) for one in verdicts if one.landed)
    told = "\n".join(table(verdicts))
    assert not any(one.problems for one in verdicts), told
    assert landed.total() >= 200, told
    assert len(landed) == len(BLOWS) * len(MOMENTS), f"some blow never met a grader at some moment:\n{told}"
    print(told)


def test_a_grader_that_is_killed_in_its_checks_takes_its_worker_along() -> None:
    trials = [one for one in all_trials(1, ["kill -9", "Ctrl-C"]) if one.moment == "checks"]
    verdicts = carry_out_all(trials)
    assert all(one.landed and not one.problems for one in verdicts), "\n".join(table(verdicts))
