"""`python grader.py gradescope OUT.zip`: what it packs, tried in a scratch root laid out as Gradescope lays it out."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.kit.answers import KIT
from tests.kit.commands.running import called
from tests.kit.report.test_platforms import METADATA, expect_gradescope

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the scripts run in bash, in a Linux image")

@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("archive") / "autograder.zip"
    assert called("gradescope", file).exit_code == 0
    return file


@pytest.fixture
def root(archive: Path, tmp_path: Path) -> Path:
    """The file hierarchy of Gradescope's specifications, with the Python of these tests in place of setup.sh's."""
    root = tmp_path / "autograder"
    with zipfile.ZipFile(archive) as file:
        for member in file.infolist():
            os.chmod(file.extract(member, root / "source"), member.external_attr >> 16 & 0o777)
    shutil.copy(root / "source" / "run_autograder", root)
    for folder in ("results", "submission", "environment/bin"):
        (root / folder).mkdir(parents=True)
    python = root / "environment" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return root


def run(root: Path) -> subprocess.CompletedProcess[str]:
    """As the harness runs it: in /autograder."""
    environment = {**os.environ, "AUTOGRADER_ROOT": str(root), "LANGUAGE": "en"}
    return subprocess.run(
        [root / "run_autograder"], cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def results(root: Path) -> dict[str, Any]:
    text = (root / "results" / "results.json").read_text(encoding="utf-8")
    record: dict[str, Any] = json.loads(text)
    expect_gradescope(record)
    return record


def handed_in(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / "submission" / name).write_text(text, encoding="utf-8")


SOLVED = {"softmax.py": (KIT / "solutions" / "softmax.py").read_text(encoding="utf-8")}


def test_the_same_kit_makes_the_same_bytes_with_both_scripts_at_the_root_and_executable(
    archive: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.zip"
    assert called("gradescope", again).exit_code == 0
    assert again.read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as file:
        modes = {member.filename: member.external_attr >> 16 & 0o777 for member in file.infolist()}
    assert {name: mode for name, mode in modes.items() if mode != 0o644} == {"run_autograder": 0o755, "setup.sh": 0o755}
    assert not [name for name in modes if "__pycache__" in name or "/." in name or name.startswith(".")]
    assert len(archive.read_bytes()) < 100_000_000, "Gradescope takes no more"


REACHING = """
import contextlib

for place in ({results!r}, {sender!r}):
    with contextlib.suppress(OSError):
        open(place, "w").write('{{"score": 100}}')
"""
"""What would like to write its own grade, and hand in as somebody else."""


def test_a_submission_gets_its_results_and_its_sender_whatever_it_scores(root: Path) -> None:
    sender = root / "submission_metadata.json"
    reaching = REACHING.format(results=str(root / "results" / "results.json"), sender=str(sender))
    handed_in(root, {"softmax.py": reaching + SOLVED["softmax.py"]})
    sender.write_text(json.dumps(METADATA), encoding="utf-8")
    finished = run(root)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    record = results(root)
    assert record["score"] == 15
    assert record["extra_data"]["submitted_by"][1] == "Bo"


def test_what_cannot_be_read_has_results_that_say_why(root: Path) -> None:
    assert run(root).returncode == 0
    record = results(root)
    assert record["score"] == 0
    assert "there is none of softmax.py" in record["tests"][0]["output"]


def test_a_grader_that_cannot_grade_leaves_no_results_not_even_old_ones(root: Path) -> None:
    handed_in(root, SOLVED)
    (root / "results" / "results.json").write_text('{"score": 100}')
    (root / "source" / "tests" / "graded" / "test_softmax.py").write_text("import nothing_of_this_name\n")
    finished = run(root)
    assert finished.returncode == 3
    assert "No module named 'nothing_of_this_name'" in finished.stderr
    assert "This is not a grade: the grader could not grade (exit code 3)" in finished.stderr
    assert not (root / "results" / "results.json").exists()


def test_the_options_of_the_command_are_those_of_each_grade(tmp_path: Path) -> None:
    file = tmp_path / "autograder.zip"
    assert called("gradescope", file, "--require-sandbox", "--lang", "zh").exit_code == 0
    with zipfile.ZipFile(file) as content:
        script = content.read("run_autograder").decode()
    assert "options=(--require-sandbox --lang zh)\n" in script


def test_the_image_is_built_with_the_wheels_for_the_cpu_in_an_environment_of_its_own(root: Path) -> None:
    """The programs that install are replaced by ones that write down how they are called."""
    programs, calls = root / "programs", root / "calls"
    programs.mkdir()
    shutil.rmtree(root / "environment")
    noting = f'#!/bin/sh\necho "$(basename "$0") $*" >> "{calls}"\n'
    making = f'mkdir -p "{root}/environment/bin"\ncp "{programs}/apt-get" "{root}/environment/bin/python"\n'
    (programs / "apt-get").write_text(noting)
    (programs / "python3").write_text(noting + making)
    for program in programs.iterdir():
        program.chmod(0o755)
    environment = {"AUTOGRADER_ROOT": str(root), "PATH": f"{programs}:{os.environ['PATH']}"}
    finished = subprocess.run(["bash", root / "source" / "setup.sh"], env=environment, capture_output=True, text=True)
    assert finished.returncode == 0, finished.stderr
    _update, apt, venv, torch, kit, images = calls.read_text().splitlines()
    assert apt == "apt-get install -y python3 python3-venv libseccomp2"
    assert venv == f"python3 -m venv {root}/environment"
    assert torch == "python -m pip install torch torchvision --index-url https://download.pytorch.org/whl/cpu"
    assert kit == "python -m pip install ."
    assert "load_images()" in images


def test_an_archive_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    refused = called("gradescope", tmp_path / "nowhere" / "autograder.zip")
    assert refused.exit_code == 2
    assert refused.output.startswith("grader: ")
    assert "nowhere" in refused.output
