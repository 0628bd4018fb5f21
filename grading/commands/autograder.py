"""`gradescope`: the archive that an instructor uploads to Gradescope, which holds the kit and how to run it."""

import io
import shlex
import sys
import zipfile
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path

import click

import language
from grading import KIT
from grading.checks.extra import read_extra_checks
from grading.commands.shared import extra_checks_option, refusing_unusable_input, require_sandbox_option
from grading.report.writing import write_whole

FOLDERS = ("course", "given", "grading", "language", "solutions", "tests/graded")
FILES = ("LICENSE", "README.md", "conftest.py", "grader.py", "pyproject.toml", "tests/__init__.py")
"""What a grade and `pip install` take of the kit."""
SCRIPTS = KIT / "platforms" / "gradescope"
EXTRA = "extra-checks"
"""The folder of the archive that holds the instructor's own checks."""
NO_OPTIONS = "options=()\n"
"""The line of run_autograder that holds the options of the grade."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say: the time of each file, so that the same kit makes the same bytes."""


@click.command("gradescope")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.zip")
@require_sandbox_option
@extra_checks_option
def gradescope(out: Path, require_sandbox: bool, extra_checks: Path | None) -> None:
    """Write the autograder archive for Gradescope."""
    options = ["--require-sandbox"] if require_sandbox else []
    options += ["--extra-checks", EXTRA] if extra_checks else []
    if language.current() != "en":
        options += ["--lang", language.current()]
    with refusing_unusable_input():
        extra = read_extra_checks(extra_checks).folder if extra_checks else None
        write_whole(out, archive(options, extra))
    click.echo(_("{file} is ready to be uploaded as the autograder of a programming assignment.").format(file=out))
    sys.exit(0)


def archive(options: Sequence[str], extra: Path | None = None) -> bytes:
    """The zip file; options: of the grade of each submission; extra: the folder of the instructor's own checks.

    The same contents make the same bytes.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as file:
        for name, data, mode in sorted(_members(options, extra)):
            member = zipfile.ZipInfo(name, FIRST_DAY)
            member.create_system = 3  # Unix, whose modes the next line has
            member.external_attr = (0o100000 | mode) << 16
            file.writestr(member, data)
    return content.getvalue()


def _members(options: Sequence[str], extra: Path | None) -> Iterator[tuple[str, bytes, int]]:
    """The name, content and mode of each file."""
    yield "setup.sh", (SCRIPTS / "setup.sh").read_bytes(), 0o755
    script = (SCRIPTS / "run_autograder").read_text(encoding="utf-8")
    yield "run_autograder", script.replace(NO_OPTIONS, f"options=({shlex.join(options)})\n").encode(), 0o755
    for path in (*(KIT / file for file in FILES), *(file for folder in FOLDERS for file in files_in(KIT / folder))):
        yield path.relative_to(KIT).as_posix(), path.read_bytes(), 0o644
    if extra:
        for path in files_in(extra):
            yield f"{EXTRA}/{path.relative_to(extra).as_posix()}", path.read_bytes(), 0o644


def files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder at any depth, without what is hidden, a link, or made by Python."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in inside)
        if not hidden and not path.is_symlink() and path.is_file():
            yield path
