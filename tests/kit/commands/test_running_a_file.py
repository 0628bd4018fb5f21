"""A file of exercises/ runs by itself, as editors run it: the kit is installed (`pip install -e .`) for that."""

import os
import subprocess
import sys

from tests.kit.answers import KIT


def test_a_file_that_imports_another_exercise_runs_from_within_its_folder() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(
        [sys.executable, "train_epoch.py"], cwd=KIT / "exercises", env=environment, capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
