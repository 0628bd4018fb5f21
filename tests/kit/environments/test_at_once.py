"""Grades at the same time in one checkout, and one in nearly all environments at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.answers import folder
from tests.kit.environments.running import (
    ALL_POINTS,
    NO_PROC,
    NO_SHARED_MEMORY,
    ONE_CORE,
    ONE_EXERCISE,
    RUN,
    WHOLE,
    Run,
    arranged,
    empty,
    expect_full_marks,
    grader,
    read_only,
    scores,
)


def start(home: Path, kit: Path, results: Path, *arguments: object, **environment: object) -> subprocess.Popen[str]:
    command = [sys.executable, kit / "grader.py", "--submission", home, "--json", results, *arguments]
    variables = {**os.environ, **{name: str(value) for name, value in environment.items()}}
    return subprocess.Popen(
        [*map(str, command)], cwd=kit, env=variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> Run:
    stdout, stderr = process.communicate(timeout=240)
    return Run(process.returncode, stdout, stderr)


def submission(home: Path, **changed: str) -> Path:
    """A folder with the solutions, some of whose files have another text."""
    home.mkdir()
    for file, text in folder("solutions").sources.items():
        (home / file).write_text(changed.get(file.removesuffix(".py"), text), encoding="utf-8")
    return home


def test_two_grades_at_once_draw_the_same_garments_and_write_the_same_file(checkout: Path, tmp_path: Path) -> None:
    right = submission(tmp_path / "right")
    wrong = submission(tmp_path / "wrong", accuracy="def accuracy(y_hat, y):\n    return 0.0\n")
    shared = tmp_path / "results.json"
    cache = tmp_path / "cache"
    running = [
        start(home, checkout, shared, "--junit", home / "junit.xml", *WHOLE[2:], XDG_CACHE_HOME=cache)
        for home in (right, wrong)
    ]
    of_right, of_wrong = map(finish, running)
    assert (of_right.code, of_wrong.code) == (0, 1), of_right.stderr + of_wrong.stderr
    assert "Score 100 / 100" in of_right.stdout
    assert "Score 85 / 100" in of_wrong.stdout
    assert of_right.stderr == of_wrong.stderr == ""
    assert '"right' in (right / "junit.xml").read_text()
    assert "<failure" not in (right / "junit.xml").read_text()
    assert '"wrong' in (wrong / "junit.xml").read_text()
    last = json.loads(shared.read_text())
    assert scores(shared) == {**ALL_POINTS, "accuracy": 15 if last["submission"] == "right" else 0}
    assert len(list((cache / "softmax-from-scratch").iterdir())) == 1, "one set of drawings, and nothing half-written"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "results.json", "right", "wrong"]


@pytest.mark.environment
def test_four_grades_at_once_do_not_disturb_each_other(checkout: Path, tmp_path: Path) -> None:
    stubs = folder("exercises").sources
    homes = {
        "right": submission(tmp_path / "right"),
        "again": submission(tmp_path / "again"),
        "softmax": submission(tmp_path / "softmax", softmax=stubs["softmax.py"]),
        "accuracy": submission(tmp_path / "accuracy", accuracy="def accuracy(y_hat, y):\n    return 0.0\n"),
    }
    running = {
        name: start(home, checkout, home / "results", *WHOLE[2:], XDG_CACHE_HOME=tmp_path / "cache")
        for name, home in homes.items()
    }
    runs = {name: finish(process) for name, process in running.items()}
    assert {name: run.code for name, run in runs.items()} == {"right": 0, "again": 0, "softmax": 1, "accuracy": 1}
    assert not any(run.stderr for run in runs.values())
    lost = {"softmax": {"softmax": 0, "trained_model": 0}, "accuracy": {"accuracy": 0}}
    for name, home in homes.items():
        assert scores(home / "results") == {**ALL_POINTS, **lost.get(name, {})}


def test_a_grade_in_nearly_all_of_these_environments_at_once(checkout: Path, results: Path, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 100) / "没有执行权限"
    long.mkdir(parents=True)
    script = arranged(
        *read_only(checkout), empty(long, "noexec"), NO_SHARED_MEMORY, NO_PROC, run=f"exec {ONE_CORE} {RUN} <&-"
    )
    run = grader(
        *ONE_EXERCISE, "--json", results, script=script, kit=checkout, without=("HOME",),
        TMPDIR=long, LANG="C", PYTHONIOENCODING="ascii", TERM="dumb", COLUMNS=20,
    )  # fmt: skip
    expect_full_marks(run, results)
    assert all(len(line) <= 20 for line in run.stdout.splitlines())
    assert "resource limits" in json.loads(results.read_text())["environment"]["missing"][0], "they need /proc"
    assert not list(checkout.rglob("__pycache__"))
    assert [path.name for path in tmp_path.iterdir()] == [long.parent.name]
