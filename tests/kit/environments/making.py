"""Hard places for a grade: file systems, limits and users that are really so, for the grader's process alone.

A place is a shell script that arranges it and then runs the command that it is given. What a script mounts is
in a namespace of its own, and gone with it.
"""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from shlex import quote

import pytest

from tests.kit.answers import KIT

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NAMESPACE = ("unshare", "--mount") if ROOT else ("unshare", "--mount", "--map-root-user")
STRANGERS = count(100_000 + 1_000 * os.getpid())
"""Users who own no file and run no process: another one each time, since what the last one ran may still be counted."""
NOT_ARRANGED = 99
GO = '"$@"'
ONE_CORE = f"taskset -c {min(os.sched_getaffinity(0))}" if sys.platform == "linux" else ""
ONE_EXERCISE = ("accumulator", "--submission", "solutions")
WHOLE = ("--submission", "solutions", "--data", "synthetic", "--epochs", 1)
ALL_POINTS = {
    "softmax": 15, "cross_entropy": 15, "accuracy": 15, "accumulator": 15, "train_epoch": 25, "trained_model": 15,
}  # fmt: skip


@dataclass(frozen=True)
class Run:
    code: int
    stdout: str
    stderr: str


def grader(
    *arguments: object, place: str = GO, mounts: bool = False, kit: Path = KIT, cwd: Path | None = None,
    without: tuple[str, ...] = (), inherited: tuple[int, ...] = (), **environment: object,
) -> Run:  # fmt: skip
    """Run grader.py in a place; `without` names variables that it lacks there, `inherited` open descriptors.

    A script that cannot arrange its place exits with NOT_ARRANGED, and the test is skipped with what it said.
    """
    variables: Mapping[str, str] = {
        **{name: value for name, value in os.environ.items() if name not in without},
        "COLUMNS": "100",
        **{name: str(value) for name, value in environment.items()},
    }
    command = [*(NAMESPACE if mounts else ()), "bash", "-c", place, "bash", sys.executable, str(kit / "grader.py")]
    if mounts:
        _require_namespaces()
    finished = subprocess.run(
        [*command, *map(str, arguments)], cwd=cwd or kit, env=variables, capture_output=True, timeout=240,
        stdin=subprocess.DEVNULL, pass_fds=inherited,
    )  # fmt: skip
    run = Run(finished.returncode, finished.stdout.decode(errors="replace"), finished.stderr.decode(errors="replace"))
    if run.code == NOT_ARRANGED:
        pytest.skip(f"this place cannot be arranged here: {run.stderr.strip()}")
    return run


@cache
def _require_namespaces() -> None:
    trial = subprocess.run([*NAMESPACE, "true"], capture_output=True, text=True)
    if trial.returncode:
        pytest.skip(f"this machine lets nobody mount file systems: {trial.stderr.strip()}")


def arranged(*steps: str, go: str = f"exec {GO}") -> str:
    """The script of these steps."""
    return "".join(f"{step} || exit {NOT_ARRANGED}\n" for step in steps) + go


def read_only(folder: Path) -> tuple[str, ...]:
    there = quote(str(folder))
    return f"mount --bind {there} {there}", f"mount -o remount,bind,ro {there}"


def empty(folder: Path, options: str) -> str:
    """Mount an empty file system in memory over a folder."""
    return f"mount -t tmpfs -o {options} tmpfs {quote(str(folder))}"


NOTHING_SHARED = empty(Path("/dev/shm"), "ro")
NO_PROC = empty(Path("/proc"), "ro")
"""mount itself reads /proc, so this comes last."""


def as_stranger() -> tuple[tuple[str, ...], str]:
    """The steps and the command that run what follows as an ordinary user.

    A folder that keeps strangers from Python, as /root does, is replaced by one with Python in it and nothing else.
    """
    if not ROOT:
        return (), GO
    python = Path(sys.base_prefix).resolve()
    closed = [folder for folder in python.parents if not folder.stat().st_mode & stat.S_IXOTH]
    steps: tuple[str, ...] = ()
    if closed:
        steps = (
            "held=$(mktemp -d)",
            f"mount --bind {quote(str(python))} $held",
            empty(closed[-1], "mode=755"),
            f"mkdir -p {quote(str(python))}",
            f"mount --move $held {quote(str(python))}",
            "rmdir $held",
        )
    return steps, f"exec setpriv --reuid {next(STRANGERS)} --regid 100000 --clear-groups {GO}"


def copied_kit(target: Path) -> Path:
    """The kit as a fresh checkout has it, without what earlier runs left."""
    target.mkdir(parents=True)
    for file in ("grader.py", "conftest.py", "pyproject.toml"):
        shutil.copy(KIT / file, target)
    left_out = shutil.ignore_patterns("__pycache__", "kit")  # the kit's own tests are hundreds of files
    for folder in ("exercises", "solutions", "given", "grading", "tests"):
        shutil.copytree(KIT / folder, target / folder, ignore=left_out)
    return target


# What must come of it


def scores(results: Path) -> dict[str, int]:
    return {exercise["id"]: exercise["score"] for exercise in json.loads(results.read_text())["exercises"]}


def expect_full_marks(run: Run, results: Path) -> None:
    said = run.stdout + run.stderr
    assert run.code == 0, said
    record = json.loads(results.read_text())
    assert record["score"] == record["max_score"] > 0, said
    assert "Traceback" not in said


def expect_refusal(run: Run, *phrases: str, code: int = 3) -> None:
    """One line says what is missing and what to do; nothing looks like a grade."""
    said = run.stdout + run.stderr
    assert run.code == code, said
    assert run.stdout == ""
    reason, *rest = run.stderr.splitlines()
    assert reason.startswith("grader: ")
    assert rest == (["This is not a grade."] if code == 3 else []), said
    for phrase in phrases:
        assert phrase in reason


def expect_full_marks_or_refusal(run: Run, results: Path) -> None:
    if run.code == 0:
        expect_full_marks(run, results)
    else:
        expect_refusal(run)
        assert not results.exists()
