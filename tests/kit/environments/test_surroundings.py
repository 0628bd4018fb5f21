"""A grade without a home, in folders of any name, within limits, without what a kernel offers; and all that at once."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kit.answers import KIT
from tests.kit.environments.running import (
    ALL_POINTS,
    NO_POINTS,
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
    expect_full_marks_or_refusal,
    expect_refusal,
    grader,
    read_only,
    scores,
)

HOMES = [None, "", "/nonexistent", "relative", "/proc", "/etc/passwd", "/"]
NAMES = ["小明", "a b", 'it\'s "q"', "-dash", "--json", "$HOME;ls", "two\nlines", "[bold]%s{x}", "\udcff\udcfe bytes"]


@pytest.mark.parametrize("home", HOMES)
def test_a_hint_without_a_home_is_the_first_one(home: str | None, checkout: Path) -> None:
    """To somebody of whom nothing is known, not even where a home would be, and who may write to none of HOMES."""
    step = "unset XDG_STATE_HOME HOME" + ("" if home is None else f"; export HOME={home}")
    run = grader("hint", "softmax", script=arranged(step, as_user=True), kit=checkout)
    assert run.code == 0
    assert "softmax, hint 1 of 3" in run.stdout
    [line] = run.stderr.splitlines()
    assert line.startswith("grader: your place in the hints cannot be kept, so the next one will be the same: ")
    assert not (checkout / "relative").exists()


SCRIPTS = {
    "no shared memory": arranged(NO_SHARED_MEMORY),
    "no /proc": arranged(NO_PROC),
    "no /sys": arranged(empty(Path("/sys"), "ro")),
    "one core": f"exec {ONE_CORE} {RUN}",
}


@pytest.mark.environment
@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_a_whole_grade_without_what_a_machine_usually_offers(script: str, results: Path) -> None:
    expect_full_marks(grader(*WHOLE, "--json", results, script=script), results)


@pytest.mark.parametrize("name", NAMES, ids=repr)
@pytest.mark.parametrize("folder", ["exercises", pytest.param("solutions", marks=pytest.mark.environment)])
def test_a_folder_may_have_any_name(folder: str, name: str, checkout: Path, results: Path, tmp_path: Path) -> None:
    shutil.copytree(KIT / folder, tmp_path / name)
    run = grader(f"--submission={name}", *WHOLE[2:], "--json", results, kit=checkout, cwd=tmp_path)
    assert run.stderr == ""
    assert scores(results) == (ALL_POINTS if folder == "solutions" else NO_POINTS)
    shown = json.loads(results.read_text())["submission"]
    assert shown == name.encode(errors="replace").decode()


TOO_LITTLE = {"-v 400000": "ulimit -v", "-d 100000": "ulimit -v", "-n 7": "ulimit -n", "-u 2": "ulimit -u"}
OTHERS = [*(f"-n {n}" for n in range(5, 18) if n != 7), *(f"-u {n}" for n in range(1, 13) if n != 2)]
LIMITS = [*TOO_LITTLE, *(pytest.param(limit, marks=pytest.mark.environment) for limit in OTHERS)]


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_costs_no_points_and_one_that_leaves_too_little_is_named(
    limit: str, checkout: Path, results: Path
) -> None:
    """One exercise, graded by somebody who has no other processes, and whose own are counted: root's are not."""
    script = arranged(f"ulimit {limit}", as_user=True)
    run = grader(*ONE_EXERCISE, "--json", results, script=script, kit=checkout, HOME="/nonexistent")
    expect_full_marks_or_refusal(run, results)
    if limit in TOO_LITTLE:
        expect_refusal(run, TOO_LITTLE[limit])


@pytest.mark.environment
@pytest.mark.parametrize("gigabytes", [0.5, 1, 1.5, 2, 3, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.8, 4, 5, 8])
def test_a_limit_of_memory_costs_no_points(gigabytes: float, results: Path) -> None:
    run = grader(*WHOLE, "--json", results, script=f"ulimit -v {int(gigabytes * 1e6)}; exec {RUN}")
    expect_full_marks_or_refusal(run, results)
    assert gigabytes < 5 or run.code == 0, "what the refusal says is enough is enough"


# At once


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
    before = set(checkout.rglob("*"))
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
    assert set(checkout.rglob("*")) == before
    assert [path.name for path in tmp_path.iterdir()] == [long.parent.name]
