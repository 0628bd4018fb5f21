"""`class --scheduler`: a real Dask scheduler on loopback, two workers under their nannies, and what dies on the way."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from grading.classroom.cluster import cluster
from grading.classroom.job import Job
from grading.classroom.scheduling import grade_all
from grading.results import NoGrade, Scorecard
from tests.kit.answers import KIT
from tests.kit.classroom.test_class import rows, without_seconds
from tests.kit.classroom.test_scheduling import JOB, graded_or_killed
from tests.kit.commands.running import copied, grader

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = [
    pytest.mark.environment,
    pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by a signal"),
]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler with two workers of one thread each; a submission may kill three of them."""
    file = tmp_path / "scheduler.json"
    quiet = {
        **os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "2", "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED":
        "critical", "PYTHONPATH": str(KIT), "TMPDIR": "/tmp",
    }  # fmt: skip
    local = ["--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(file)]
    worker = ["worker", *local, "--nthreads", "1", "--local-directory", str(tmp_path)]
    commands = (["scheduler", *local, "--port", "0"], worker, worker)
    started = [
        subprocess.Popen([sys.executable, "-m", "dask", *one], cwd=tmp_path, env=quiet, start_new_session=True)
        for one in commands
    ]
    try:
        with closing(distributed.Client(scheduler_file=str(file), timeout=60, set_as_default=False)) as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
        for process in started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def worker_processes(scheduler: str) -> list[int]:
    with closing(distributed.Client(scheduler, timeout=60, set_as_default=False)) as client:
        return list(client.run(os.getpid).values())


@pytest.mark.timeout(900)
def test_a_cluster_that_loses_a_worker_comes_to_the_results_of_one_machine(scheduler: str, tmp_path: Path) -> None:
    pupils = tmp_path / "pupils"
    pupils.mkdir()
    for name in ("ann", "bo", "cy"):
        copied(pupils / name, solved=("softmax", "accuracy"))
    copied(pupils / "dee", solved=("softmax", "cross_entropy", "accuracy", "accumulator", "train_epoch"))
    (pupils / "eve.zip").write_bytes(b"no archive")
    for number in range(4):
        shutil.copytree(pupils / "ann", pupils / f"fay{number}")
    options = ("class", pupils, "--seed", 5, "--data", "synthetic")
    assert grader(*options, "--out", tmp_path / "here").returncode == 0
    doomed = worker_processes(scheduler)[0]
    command = [sys.executable, KIT / "grader.py", *options, "--out", tmp_path / "there", "--scheduler", scheduler]
    with subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, text=True) as begun:
        deadline = time.monotonic() + 300
        while len([*(tmp_path / "there" / "results").glob("*.json")]) < 3:
            assert time.monotonic() < deadline, "nothing was graded in five minutes"
            time.sleep(0.02)
        os.kill(doomed, signal.SIGKILL)
        said = begun.communicate(timeout=300)[0]
    assert begun.returncode == 0, said
    here = without_seconds(rows(tmp_path / "here"))
    assert without_seconds(rows(tmp_path / "there")) == here
    assert here["dee"]["score"] == "100"
    assert doomed not in worker_processes(scheduler)


def graded_or_kills_its_worker(job: Job) -> Scorecard:
    """As in one machine's pool; one that is called a saboteur ends the worker that waits for its process."""
    if job.name == "saboteur":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(5)  # nothing is handed back before the worker is gone
    return graded_or_killed(job)


@pytest.mark.timeout(900)
def test_what_ends_its_process_or_the_worker_three_times_is_a_row(scheduler: str, tmp_path: Path) -> None:
    names = ["a", "killer", "b", "saboteur", "unlucky", "c", "bug"]
    jobs = [replace(JOB, name=name, problem=str(tmp_path / name)) for name in names]
    with cluster(scheduler, graded_or_kills_its_worker) as (executor, grade_one):
        results = {job.name: result for job, result in grade_all(jobs, executor, grade_one, lambda: 2)}
    assert {name for name, result in results.items() if isinstance(result, Scorecard)} == {"a", "b", "c", "unlucky"}
    for name in ("killer", "saboteur"):
        assert isinstance(results[name], NoGrade)
        assert "ended 3 times" in str(results[name])
    assert "a bug" in str(results["bug"])
