"""The job for GitLab: safe by its form, of fields that GitLab documents, and its scripts do what they say."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.kit.answers import KIT, copy_of_the_kit
from tests.kit.repository.test_workflow import PATH

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed; pip install '.[dev]' brings it")
needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the scripts run in bash, in a Linux image")

TEXT = yaml.safe_load((KIT / "platforms" / "gitlab" / "grade.yml").read_text(encoding="utf-8"))
JOB: dict[str, Any] = TEXT["grade"]
FIELDS: dict[str, type] = {
    "image": str, "timeout": str, "interruptible": bool, "variables": dict, "before_script": list, "script": list,
    "artifacts": dict,
}  # fmt: skip
"""Of GitLab's "CI/CD YAML syntax reference", those that the job has, with their types."""
ARTIFACTS: dict[str, type] = {"when": str, "expire_in": str, "paths": list, "reports": dict}


def run(section: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a section of the job as a runner does: its lines one after the other in bash, until one fails."""
    script = "\n".join(["set -eo pipefail", f'cd "{folder / "project"}"', *JOB[section]])
    given = {**os.environ, **JOB["variables"], "PATH": PATH, "LANGUAGE": "en"}
    given |= {"CI_PROJECT_DIR": str(folder / "project"), "KIT": str(folder / "kit"), **environment}
    return subprocess.run(["bash", "-c", script], env=given, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder as on a runner: the kit in kit/, a project with the solution of softmax in project/."""
    copy_of_the_kit(tmp_path / "kit")
    shutil.copytree(KIT / "exercises", tmp_path / "project" / "exercises")
    shutil.copy(KIT / "solutions" / "softmax.py", tmp_path / "project" / "exercises")
    return tmp_path


def test_it_is_one_job_of_documented_fields() -> None:
    assert list(TEXT) == ["grade"]
    assert {name: type(value) for name, value in JOB.items()} == FIELDS
    assert all(isinstance(line, str) for section in ("before_script", "script") for line in JOB[section])
    assert all(isinstance(value, str) for value in JOB["variables"].values())
    assert {name: type(value) for name, value in JOB["artifacts"].items()} == ARTIFACTS
    assert JOB["artifacts"]["when"] == "always", "a grade below the mark is a job that fails"
    assert JOB["artifacts"]["reports"] == {"junit": "results/junit.xml"}


def test_nothing_of_the_learners_project_is_installed_from_or_kept() -> None:
    assert "cache" not in JOB, "in the project's folder, a learner could fill it"
    lines = JOB["before_script"]
    assert lines.index('cd "$KIT"') < min(number for number, line in enumerate(lines) if "python" in line)
    [grading] = [line for line in JOB["script"] if "grader.py" in line]
    assert grading.startswith('cd "$KIT"\n')
    assert "--require-sandbox" in grading


@needs_bash
def test_a_grade_below_the_mark_fails_and_leaves_its_results(runner: Path) -> None:
    (runner / "elsewhere").mkdir()
    (runner / "project" / "results").symlink_to(runner / "elsewhere")
    finished = run("script", runner)
    assert finished.returncode == 1, finished.stdout + finished.stderr
    results = runner / "project" / "results"
    assert json.loads((results / "results.json").read_text())["score"] == 15
    assert len(ElementTree.parse(results / "junit.xml").findall(".//testcase")) > 30
    assert [*(runner / "elsewhere").iterdir()] == []


@needs_bash
def test_a_grade_that_reaches_the_mark_passes(runner: Path) -> None:
    finished = run("script", runner, FAIL_UNDER="15")
    assert finished.returncode == 0, finished.stdout + finished.stderr


@needs_bash
def test_a_link_cannot_pass_the_kits_solutions_for_a_submission(runner: Path) -> None:
    shutil.rmtree(runner / "project" / "exercises")
    (runner / "project" / "exercises").symlink_to(runner / "kit" / "solutions")
    finished = run("script", runner)
    assert (finished.returncode, finished.stdout) == (2, "Nothing was graded. exercises is a link.\n")


@needs_bash
def test_the_kit_is_cloned_from_the_instructors_project_and_installed_in_its_own_folder(tmp_path: Path) -> None:
    """git works on a repository here; the Python that would install is one that writes down how it is called."""
    (tmp_path / "project").mkdir()
    refused = run("before_script", tmp_path, KIT_URL="")
    assert refused.returncode == 2
    assert "KIT_URL" in refused.stdout
    origin, programs = tmp_path / "origin", tmp_path / "programs"
    identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    for command in (["init", "-q", "-b", "main", str(origin)],
                    ["-C", str(origin), *identity, "commit", "-q", "--allow-empty", "-m", "kit"]):  # fmt: skip
        subprocess.run(["git", *command], check=True)
    programs.mkdir()
    (programs / "python").write_text(f'#!/bin/sh\necho "$PWD $*" >> "{tmp_path}/calls"\n')
    (programs / "python").chmod(0o755)
    finished = run("before_script", tmp_path, KIT_URL=f"file://{origin}", PATH=f"{programs}:{os.environ['PATH']}")
    assert finished.returncode == 0, finished.stderr
    kit = tmp_path / "kit"
    assert (tmp_path / "calls").read_text().splitlines() == [
        f"{kit} -m pip install torch torchvision --index-url https://download.pytorch.org/whl/cpu",
        f"{kit} -m pip install .",
    ]
