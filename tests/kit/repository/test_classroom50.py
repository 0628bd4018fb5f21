"""The autograder.py for classroom50, run as its runner runs it: in a student's checkout, with the kit beside it."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.kit.answers import KIT
from tests.kit.commands.running import called
from tests.kit.report.test_platforms import ENVIRONMENT, expect_classroom50

AUTOGRADER = KIT / "platforms" / "classroom50" / "autograder.py"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CLASSROOM/autograders/ASSIGNMENT as docs/classroom.md makes it."""
    folder = tmp_path_factory.mktemp("bundle")
    assert called("gradescope", folder / "kit.zip").exit_code == 0
    with zipfile.ZipFile(folder / "kit.zip") as file:
        file.extractall(folder / "kit")
    (folder / "kit.zip").unlink()
    shutil.copy(AUTOGRADER, folder)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    assert size < 10_000_000, "classroom50 takes no more, even packed"
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "exercises").mkdir()
    shutil.copy(KIT / "solutions" / "softmax.py", tmp_path / "exercises")
    return tmp_path


def run(bundle: Path, checkout: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **ENVIRONMENT, "KIT_PYTHON": sys.executable, "LANGUAGE": "en"}
    return subprocess.run(
        [sys.executable, bundle / "autograder.py"], cwd=checkout, env=environment, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip


def result(checkout: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((checkout / "result.json").read_text(encoding="utf-8"))
    expect_classroom50(record)
    return record


def test_a_checkout_gets_its_result_and_its_report_and_a_low_score_is_no_error(bundle: Path, checkout: Path) -> None:
    (checkout / "result.json").mkdir()
    (checkout / "release-body.md").symlink_to(bundle / "kit" / "grader.py")
    (checkout / "json.py").write_text("raise SystemExit('a file of the checkout passed for a module')\n")
    finished = run(bundle, checkout)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    record = result(checkout)
    assert (record["score"], record["max-score"]) == (15, 100)
    assert {record[field] for field in ("owner", "assignment", "submission")} == {"ann", "softmax", "submit/1"}
    assert "Score 15 / 100" in (checkout / "release-body.md").read_text(encoding="utf-8")
    assert (bundle / "kit" / "grader.py").read_bytes() == (KIT / "grader.py").read_bytes()


def test_a_link_cannot_pass_the_kits_solutions_for_a_submission(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "exercises").symlink_to(bundle / "kit" / "solutions")
    assert run(bundle, tmp_path).returncode == 0
    assert result(tmp_path)["score"] == 0


def test_a_checkout_with_nothing_to_grade_has_a_result_of_no_points(bundle: Path, tmp_path: Path) -> None:
    assert run(bundle, tmp_path).returncode == 0
    record = result(tmp_path)
    assert (record["score"], record["max-score"]) == (0, 100)


def test_a_grader_that_cannot_grade_is_an_error_and_leaves_no_result(bundle: Path, checkout: Path) -> None:
    shutil.copytree(bundle, checkout / "broken")
    (checkout / "broken" / "kit" / "tests" / "graded" / "test_softmax.py").write_text("import nothing_of_this_name\n")
    (checkout / "result.json").write_text('{"score": 100}')
    finished = run(checkout / "broken", checkout)
    assert finished.returncode == 1
    assert "This is not a grade" in finished.stderr
    assert not (checkout / "result.json").exists()


def test_an_environment_is_made_beside_the_checkout_with_the_wheels_for_the_cpu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[list[str], Path]] = []

    def note(command: list[Any], cwd: Path, check: bool) -> None:
        assert check
        calls.append(([str(part) for part in command], cwd))

    monkeypatch.syspath_prepend(AUTOGRADER.parent)
    import autograder

    monkeypatch.setattr(autograder.subprocess, "run", note)
    monkeypatch.setenv("RUNNER_TEMP", str(tmp_path))
    monkeypatch.delenv("KIT_PYTHON", raising=False)
    python = autograder.python_with_all_needs()
    assert Path(python).is_relative_to(tmp_path)
    venv, torch, kit = (command for command, _folder in calls)
    pip = ["-m", "pip", "install", "--quiet"]
    assert venv[:3] == [sys.executable, "-m", "venv"]
    assert torch[1:] == [*pip, "torch", "torchvision", "--index-url", autograder.WHEELS]
    assert kit[1:] == [*pip, "."]
    assert {folder for _command, folder in calls} == {autograder.KIT}
