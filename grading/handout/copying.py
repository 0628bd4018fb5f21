"""The files of a handout: which of the kit's it has, which are made for it, and how they come to their place."""

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from pathlib import Path, PurePosixPath

import course
import language
from course.answers import HANDOUT, solution_of
from course.notebooks import WALKS, notebook
from course.stubs import stub
from grading import KIT
from grading.handout.recording import records

TAKEN = (
    "LICENSE", ".gitignore", "conftest.py", "grader.py", "pyproject.toml", "docs/background*.md",
    "exercises/__init__.py", "course/*.py", "course/invariants/*.py", "course/scenarios/*.py", "given/**/*",
    "grading/**/*", "language/__init__.py", "language/**/*.mo", "tests/__init__.py", "tests/graded/*.py",
)  # fmt: skip
"""Patterns of what is copied as it is."""
LEFT_OUT = ("course/check.py", "course/notebooks.py", "grading/classroom/", "grading/handout/")
"""Of that, what only instructors and developers use; folders end in a slash."""
REDUCED = ("README*.md", "exercises/README*.md")
"""What is copied without the parts that a handout has no use for."""
ABSENT = ("class", "gradescope", "handout", "solution")
"""Commands that a handout does not have."""

OF_THE_KIT = re.compile(r" ?<!-- kit -->.*?<!-- /kit -->", re.DOTALL)
OF_A_HANDOUT = re.compile(r"<!-- handout:\s(.*?) -->", re.DOTALL)


class NotEmpty(OSError):
    """The folder that was named has something in it."""


def make_handout(folder: Path, spoken: str) -> None:
    """Make a learners' copy of this kit in a folder that is new or empty, with stubs in this language.

    It is written beside that and then takes its place, so that it is whole or not there. NotEmpty where the folder
    holds something, or is none; OSError where it cannot be written.
    """
    folder = folder.resolve()
    _refuse_what_is_taken(folder)
    contents = {**_copied(), **_made(spoken)}
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        for name, content in contents.items():
            file = draft / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        _refuse_what_is_taken(folder)
        if folder.exists():  # and is empty
            folder.rmdir()
        os.rename(draft, folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _refuse_what_is_taken(folder: Path) -> None:
    if folder == Path.cwd() or (os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir()))):
        message = _("{folder} has to be new, or an empty folder that you are not in. Nothing was written.")
        raise NotEmpty(message.format(folder=folder))


def _copied() -> dict[str, bytes]:
    files = {path.relative_to(KIT).as_posix(): path for path in _matching(TAKEN) if path.is_file()}
    copied = {name: path.read_bytes() for name, path in files.items() if _belongs(name)}
    for path in _matching(REDUCED):
        copied[path.relative_to(KIT).as_posix()] = reduced(path.read_text(encoding="utf-8")).encode()
    return copied


def _matching(patterns: Sequence[str]) -> Iterator[Path]:
    return (path for pattern in patterns for path in KIT.glob(pattern))


def _belongs(name: str) -> bool:
    left_out = any(name.startswith(other) if other.endswith("/") else name == other for other in LEFT_OUT)
    return not left_out and "__pycache__" not in PurePosixPath(name).parts


def reduced(text: str) -> str:
    """A document without what it says of the whole kit alone, and with what it says of a handout.

    The one stands between <!-- kit --> and <!-- /kit -->, or in a table's row about an absent command; the other in
    <!-- handout: ... -->.
    """
    rows = "|".join(ABSENT)
    text = re.sub(rf"^\| `python grader\.py (?:{rows})\b.*\n", "", text, flags=re.MULTILINE)
    return OF_A_HANDOUT.sub(r"\1", OF_THE_KIT.sub("", text))


def _made(spoken: str) -> dict[str, bytes]:
    """What a handout has in place of the solutions and the wrong answers, and its untouched exercises."""
    exercises = course.EVERY_EXERCISE
    needed = {id for exercise in exercises for id in exercise.needs}
    home = HANDOUT.relative_to(KIT).as_posix()
    made = {}
    for exercise in exercises:
        made[f"exercises/{exercise.file}"] = stub(exercise, spoken)
        for each in language.CATALOGUES:
            made[f"{home}/stubs/{each}/{exercise.file}"] = stub(exercise, each)
        if exercise.id in needed:
            made[f"{home}/parts/{exercise.file}"] = solution_of(exercise)
        made |= {f"{home}/{folder}/{exercise.id}.json": text for folder, text in records(exercise).items()}
    for each, path in WALKS.items():
        made[path.relative_to(KIT).as_posix()] = _reduced_notebook(notebook(each))
    return {name: text.encode() for name, text in made.items()}


def _reduced_notebook(text: str) -> str:
    content = json.loads(text)
    for cell in content["cells"]:
        cell["source"] = reduced("".join(cell["source"])).splitlines(keepends=True)
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
