"""A grade without a home, in folders of any name, within limits, and without what a kernel usually offers."""

import json
import shutil
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
    arranged,
    empty,
    expect_full_marks,
    expect_full_marks_or_refusal,
    expect_refusal,
    grader,
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
