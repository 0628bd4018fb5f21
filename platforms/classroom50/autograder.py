"""Grades a student's checkout for classroom50, which runs this file in it (wiki, "Advanced Autograding", "Contract").

It lies in CLASSROOM/autograders/ASSIGNMENT/ of your classroom50 repository, beside a folder `kit` that holds the kit;
from the checkout come the files to grade and nothing else. It leaves result.json and release-body.md there, and ends
with 0 wherever there is a result, whatever the score.

The variable KIT_PYTHON names a Python that has all that the kit needs, in a container or on a runner of your own;
without it, one is set up. REQUIRE_SANDBOX: where submitted code cannot be confined, there shall be no grade.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KIT = Path(__file__).resolve().parent / "kit"
WHEELS = "https://download.pytorch.org/whl/cpu"
REQUIRE_SANDBOX = True


def python_with_all_needs() -> str:
    """The Python to grade with; CalledProcessError where it cannot be set up."""
    if ready := os.environ.get("KIT_PYTHON"):
        return ready
    home = Path(tempfile.mkdtemp(prefix="kit-environment-", dir=os.environ.get("RUNNER_TEMP") or None))
    subprocess.run([sys.executable, "-m", "venv", home], cwd=KIT, check=True)
    python = str(home / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    for wanted in (["torch", "torchvision", "--index-url", WHEELS], ["."]):
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], cwd=KIT, check=True)
    return python


def cleared(path: Path) -> Path:
    """A place for a file, where the checkout may have put a file, a link or a folder of that name."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path


def main() -> int:
    """Grade the checkout in the working directory: 0 where there is a result, 1 where the grader could not grade."""
    checkout = Path.cwd()
    exercises = checkout / "exercises"
    own_folder = exercises.is_dir() and not exercises.is_symlink()  # a link could lead to the kit's solutions
    result, report = cleared(checkout / "result.json"), cleared(checkout / "release-body.md")
    command = [
        python_with_all_needs(), "grader.py", "--submission", str(exercises if own_folder else checkout),
        "--classroom50", str(result), "--markdown", str(report),
    ]  # fmt: skip
    if REQUIRE_SANDBOX:
        command.append("--require-sandbox")
    if (KIT / "extra-checks").is_dir():
        command += ["--extra-checks", "extra-checks"]
    code = subprocess.run(command, cwd=KIT).returncode  # in the kit: in the checkout, files could pass for modules
    if code <= 2 and result.is_file():
        return 0
    print(f"This is not a grade: the grader could not grade (exit code {code}).", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
