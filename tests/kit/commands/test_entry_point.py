"""The grader where something that it needs is not installed: a line on standard error, and never a grade."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.answers import KIT
from tests.kit.commands.running import grader

OLD_PYTHON = "import runpy, sys; sys.version_info = (3, 9, 18); runpy.run_path('grader.py', run_name='__main__')"
WITHOUT_PACKAGES = ["-S", "grader.py"]
ADVICE = "Install what the kit needs, in its folder: pip install -e ."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-c", OLD_PYTHON], "grader: this needs Python 3.10 or newer.\n"),
        (WITHOUT_PACKAGES, f"grader: No module named 'click'. {ADVICE}\n"),
    ],
    ids=["an old Python", "no packages"],
)
def test_what_keeps_it_from_starting_is_one_line_and_no_grade(arguments: list[str], said: str) -> None:
    run = subprocess.run(
        [sys.executable, *arguments], cwd=KIT, capture_output=True, text=True, timeout=60, env={"LANG": "C"}
    )
    assert (run.returncode, run.stdout, run.stderr) == (3, "", said)


@pytest.mark.parametrize("package", ["torch", "pytest", "pytest_timeout"])
def test_a_package_that_is_missed_later_is_named_too(package: str, tmp_path: Path) -> None:
    (tmp_path / f"{package}.py").write_text(f"raise ModuleNotFoundError(\"No module named '{package}'\")\n")
    run = grader("grade", "softmax", "--submission", "solutions", PYTHONPATH=str(tmp_path), LANGUAGE="en")
    assert run.returncode == 3
    assert run.stdout == ""
    missing, no_grade = run.stderr.splitlines()
    assert missing == f"grader: No module named '{package}'. {ADVICE}"
    assert no_grade == "This is not a grade."
