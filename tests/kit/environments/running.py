"""Runs grader.py in an environment, for the grader's process alone, and says what must come of it.

An environment is a shell script that arranges it and then runs the command that it is given, "$@". What a script
mounts is in a namespace of its own, and gone with it.
"""

import json
import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from shlex import quote

import pytest

from course import TASKS
from tests.kit.answers import KIT

ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
NAMESPACE = ("unshare", "--mount") if ROOT else ("unshare", "--mount", "--map-root-user")
USERS = count(100_000 + 1_000 * os.getpid())
"""Users who own no file and run no process: another one each time, since what the last one ran may still be counted."""
NOT_ARRANGED = 99
RUN = '"$@"'
ONE_CORE = f"taskset -c {min(os.sched_getaffinity(0))}" if sys.platform == "linux" else ""
ONE_EXERCISE = ("accumulator", "--submission", "solutions")
WHOLE = ("--submission", "solutions", "--data", "synthetic", "--epochs", 5)
ALL_POINTS = {task.id: task.points for task in TASKS}
NO_POINTS = dict.fromkeys(ALL_POINTS, 0)


@dataclass(frozen=True)
class Run:
    code: int
    stdout: str
    stderr: str


def grader(
    *arguments: object, script: str = RUN, kit: Path = KIT, cwd: Path | None = None, without: tuple[str, ...] = (),
    inherited: tuple[int, ...] = (), **variables: object,
) -> Run:  # fmt: skip
    """Run grader.py in an environment; `without` names variables that it lacks there, `inherited` open descriptors.

    A script that cannot arrange its environment exits with NOT_ARRANGED, and the test is skipped with what it said.
    """
    given = {name: value for name, value in os.environ.items() if name not in without}
    given |= {"COLUMNS": "100", **{name: str(value) for name, value in variables.items()}}
    command = ["bash", "-c", script, "bash", sys.executable, str(kit / "grader.py"), *map(str, arguments)]
    if "mount " in script:
        _require_namespaces()
        command = [*NAMESPACE, *command]
    finished = subprocess.run(
        command, cwd=cwd or kit, env=given, stdin=subprocess.DEVNULL, capture_output=True, timeout=240,
        encoding="utf-8", errors="replace", pass_fds=inherited,
    )  # fmt: skip
    if finished.returncode == NOT_ARRANGED:
        pytest.skip(f"this environment cannot be arranged here: {finished.stderr.strip()}")
    return Run(finished.returncode, finished.stdout, finished.stderr)


@cache
def _require_namespaces() -> None:
    trial = subprocess.run([*NAMESPACE, "true"], capture_output=True, text=True)
    if trial.returncode:
        pytest.skip(f"this machine lets nobody mount file systems: {trial.stderr.strip()}")


def arranged(*steps: str, run: str = f"exec {RUN}", as_user: bool = False) -> str:
    """The script of these steps; as_user: it goes on as an ordinary user, who can execute Python."""
    if as_user and ROOT:
        user = f"setpriv --reuid {next(USERS)} --regid 100000 --clear-groups"
        steps = (*_opened_for_others(), f"{user} {quote(sys.executable)} -c pass", *steps)
        run = f"exec {user} {RUN}"
    return "".join(f"{step} || exit {NOT_ARRANGED}\n" for step in steps) + run


def read_only(folder: Path) -> tuple[str, ...]:
    there = quote(str(folder))
    return f"mount --bind {there} {there}", f"mount -o remount,bind,ro {there}"


def empty(folder: Path, options: str) -> str:
    """Mount an empty file system in memory over a folder."""
    return f"mount -t tmpfs -o {options} tmpfs {quote(str(folder))}"


NO_SHARED_MEMORY = empty(Path("/dev/shm"), "ro")
NO_PROC = empty(Path("/proc"), "ro")
"""mount itself reads /proc, so this comes last."""


def _opened_for_others() -> list[str]:
    """The steps that let others execute this Python where a folder keeps them out, as root's home does.

    The folder is replaced by one with Python and its virtual environment in it and nothing else.
    """
    prefixes = (sys.prefix, sys.base_prefix)
    pythons = sorted({path for prefix in prefixes for path in (Path(prefix), Path(prefix).resolve())})
    hidden = {python: folder for python in pythons if (folder := _outermost_closed_folder(python))}
    if not hidden:
        return []
    held = {quote(str(python)): f"$held/{number}" for number, python in enumerate(hidden)}
    return [
        "held=$(mktemp -d)",
        *(f"mkdir {place} && mount --bind {python} {place}" for python, place in held.items()),
        *(empty(folder, "mode=755") for folder in sorted(set(hidden.values()))),
        *(f"mkdir -p {python} && mount --move {place} {python}" for python, place in held.items()),
        "rmdir $held/* $held",
    ]


def _outermost_closed_folder(path: Path) -> Path | None:
    """The first folder on the way to a path that other users may not enter."""
    return next((folder for folder in reversed(path.parents) if not folder.stat().st_mode & stat.S_IXOTH), None)


def scores(results: Path) -> dict[str, int]:
    return {exercise["id"]: exercise["score"] for exercise in json.loads(results.read_text())["exercises"]}


def expect_full_marks(run: Run, results: Path) -> None:
    output = run.stdout + run.stderr
    assert run.code == 0, output
    record = json.loads(results.read_text())
    assert record["score"] == record["max_score"] > 0, output
    assert "Traceback" not in output


def expect_refusal(run: Run, *phrases: str) -> None:
    """One line says what is missing and what to do; nothing looks like a grade."""
    assert (run.code, run.stdout) == (3, ""), run.stdout + run.stderr
    reason, *rest = run.stderr.splitlines()
    assert reason.startswith("grader: ")
    assert rest == ["This is not a grade."], run.stderr
    assert [phrase for phrase in phrases if phrase not in reason] == [], reason


def expect_full_marks_or_refusal(run: Run, results: Path) -> None:
    if run.code == 0:
        expect_full_marks(run, results)
    else:
        expect_refusal(run)
        assert not results.exists()
