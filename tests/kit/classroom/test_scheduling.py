"""Each job of a class comes to an end, whatever ends the process that does it."""

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from grading.classroom.job import Job
from grading.classroom.pool import local_processes
from grading.classroom.scheduling import grade_all
from grading.grade import Settings, unusable
from grading.results import NoGrade, Scorecard

JOB = Job("", None, "", Settings(seed=1), "en", "")


def graded_or_killed(job: Job) -> Scorecard:
    """Ends the process of every job that is called a killer; of one that is called unlucky, once."""
    luck = Path(job.problem)
    if job.name == "killer" or (job.name == "unlucky" and not luck.exists()):
        luck.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if job.name == "machine":
        raise NoGrade("no memory")
    if job.name == "bug":
        raise ValueError("a bug")
    return unusable(job.name, "", job.settings)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes are killed by a signal")
def test_whatever_ends_a_process_costs_no_other_submission_its_grade(tmp_path: Path) -> None:
    names = ["a", "killer", "b", "unlucky", "machine", "c", "bug", "d"]
    jobs = [replace(JOB, name=name, problem=str(tmp_path / name)) for name in names]
    with local_processes(2, graded_or_killed) as (executor, grade_one):
        results = {job.name: result for job, result in grade_all(jobs, executor, grade_one, lambda: 3)}
    assert {name for name, result in results.items() if isinstance(result, Scorecard)} == {
        "a", "b", "c", "d", "unlucky",
    }  # fmt: skip
    assert "ended 3 times" in str(results["killer"])
    assert str(results["machine"]) == "no memory"
    assert "a bug" in str(results["bug"])


def test_no_process_is_left_when_a_class_is_let_go_of(tmp_path: Path) -> None:
    with local_processes(1, with_its_process) as (executor, grade_one):
        jobs = [replace(JOB, name=str(number)) for number in range(9)]
        results = grade_all(jobs, executor, grade_one, lambda: 2)
        _job, first = next(results)
        results.close()
    assert isinstance(first, Scorecard)
    with pytest.raises(ProcessLookupError):
        os.kill(first.seed, 0)


def with_its_process(job: Job) -> Scorecard:
    """The process stands in the place of the seed."""
    return unusable(job.name, "", replace(job.settings, seed=os.getpid()))
