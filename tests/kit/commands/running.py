"""The commands, called in this process or run from outside, and learners' folders to run them on."""

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from click.testing import CliRunner, Result

from grading.commands.main import main
from tests.kit.answers import KIT, folder


def called(*arguments: object) -> Result:
    """A command in this process, on the workers of one server."""
    return CliRunner().invoke(main, [*map(str, arguments)])


def grader(*arguments: object, cwd: Path = KIT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program, from outside."""
    return run(KIT / "grader.py", *arguments, cwd=cwd, **environment)


def run(*arguments: object, cwd: Path = KIT, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Python, from outside, on a pipe."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=cwd, capture_output=True, encoding="utf-8", timeout=300,
        input=typed, env={**os.environ, "COLUMNS": "80", **environment},
    )  # fmt: skip


def pytest_on(submission: object, *arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The graded checks, as pytest runs them by itself."""
    return run("-m", "pytest", "-p", "no:cacheprovider", f"--submission={submission}", *arguments, typed=typed)


def copied(target: Path, solved: Collection[str] = ()) -> Path:
    """A folder of exercises, some of them solved and the others stubs."""
    target.mkdir()
    for file, stub in folder("exercises").sources.items():
        text = folder("solutions").sources[file] if file.removesuffix(".py") in solved else stub
        (target / file).write_text(text, encoding="utf-8")
    return target
