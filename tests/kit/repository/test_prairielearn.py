"""What PrairieLearn's external grader runs, tried in a scratch root laid out as its documentation has it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kit.answers import KIT, copy_of_the_kit
from tests.kit.report.test_platforms import expect_prairielearn
from tests.kit.repository.test_workflow import PATH

HOME = KIT / "platforms" / "prairielearn"
needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the script runs in bash, in a Linux image")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_kit(tmp_path_factory.mktemp("image") / "kit")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """/grade of "The Grading Process"; its results folder is for the grader to make."""
    (tmp_path / "grade" / "student").mkdir(parents=True)
    return tmp_path / "grade"


def run(root: Path, kit: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GRADE_ROOT": str(root), "KIT": str(kit), "PATH": PATH, "LANGUAGE": "en"}
    return subprocess.run([HOME / "run.sh"], env=environment, capture_output=True, text=True, timeout=300, check=False)


def results(root: Path) -> dict[str, Any]:
    text = (root / "results" / "results.json").read_text(encoding="utf-8")
    record: dict[str, Any] = json.loads(text)
    expect_prairielearn(record)
    assert len(text.encode()) < 1_000_000, "PrairieLearn takes no more"
    return record


@needs_bash
def test_a_submission_gets_a_fraction_whatever_it_scores(root: Path, kit: Path) -> None:
    shutil.copy(KIT / "solutions" / "softmax.py", root / "student")
    finished = run(root, kit)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert results(root)["score"] == 0.15


@needs_bash
def test_what_cannot_be_read_has_results_that_say_why(root: Path, kit: Path) -> None:
    assert run(root, kit).returncode == 0
    record = results(root)
    assert record["score"] == 0
    assert "there is none of softmax.py" in record["tests"][0]["message"]


@needs_bash
def test_a_grader_that_cannot_grade_leaves_no_results(root: Path, tmp_path: Path) -> None:
    shutil.copy(KIT / "solutions" / "softmax.py", root / "student")
    (root / "results").mkdir()
    (root / "results" / "results.json").write_text('{"score": 1}')
    broken = copy_of_the_kit(tmp_path / "kit")
    (broken / "tests" / "graded" / "test_softmax.py").write_text("import nothing_of_this_name\n")
    finished = run(root, broken)
    assert finished.returncode == 3
    assert not (root / "results" / "results.json").exists()


def test_the_image_takes_the_wheels_for_the_cpu_and_starts_the_script() -> None:
    lines = (HOME / "Dockerfile").read_text(encoding="utf-8")
    assert "torch torchvision --index-url https://download.pytorch.org/whl/cpu" in lines
    [entrypoint] = re.findall(r'^ENTRYPOINT \["/kit/(.*)"\]$', lines, re.MULTILINE)
    assert os.access(KIT / entrypoint, os.X_OK)
