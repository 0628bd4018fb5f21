"""Two grades at the same time in one checkout, and one in nearly all environments at once."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kit.answers import KIT
from tests.kit.environments.running import (
    NO_PROC,
    NO_SHARED_MEMORY,
    ONE_CORE,
    ONE_EXERCISE,
    RUN,
    Run,
    arranged,
    empty,
    expect_full_marks,
    grader,
    read_only,
    scores,
)


@pytest.mark.environment
def test_two_grades_at_once_do_not_disturb_each_other(checkout: Path, tmp_path: Path) -> None:
    shared = tmp_path / "results.json"
    for name in ("right", "wrong"):
        shutil.copytree(KIT / "solutions", tmp_path / name)
    (tmp_path / "wrong" / "accuracy.py").write_text("def accuracy(y_hat, y):\n    return 0.0\n")

    def graded(name: str) -> Run:
        home = tmp_path / name
        reports = ("--json", shared, "--junit", home / "junit.xml")
        return grader("softmax", "accuracy", "--submission", home, *reports, kit=checkout)

    with ThreadPoolExecutor() as pool:
        right, wrong = pool.map(graded, ("right", "wrong"))
    assert (right.code, right.stderr, wrong.code, wrong.stderr) == (0, "", 1, "")
    assert "Score 30 / 30" in right.stdout
    assert "Score 15 / 30" in wrong.stdout
    for name in ("right", "wrong"):
        junit = (tmp_path / name / "junit.xml").read_text()
        assert f'"{name}' in junit
        assert ("<failure" in junit) == (name == "wrong")
    last = json.loads(shared.read_text())
    assert scores(shared) == {"softmax": 15, "accuracy": 15 if last["submission"] == "right" else 0}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.json", "right", "wrong"]


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
