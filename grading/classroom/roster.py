"""A folder of submissions becomes a list of them, as platforms, archives and clones lay them out."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from grading.submissions.folders import SKIPPED, SUFFIX, name_without_suffix
from grading.submissions.source import Unreadable, open_file
from grading.submissions.submission import UnusableSubmission

MOODLE = re.compile(r"^(?P<student>.+?_\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<file>.*))?$")
"""How Moodle names what a student handed in: a folder, or in a flat export, a file."""
COUNTED = re.compile(r"\.(pyw?|ipynb)$|" + SUFFIX.pattern, re.IGNORECASE)
"""Files that may change what a submission is worth."""
MOST_BYTES = 25_000_000


@dataclass(frozen=True)
class Entry:
    """One submission of a class: what it is called in the table, and where it lies."""

    name: str
    path: Path


def roster(folder: Path) -> list[Entry]:
    """The submissions of a class: each folder, archive and notebook in it, in the order of their names.

    Moodle's folders are called after the student. UnusableSubmission if there is none, or no such folder.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if _may_be_one(path))
    except OSError as error:
        message = _("The folder {folder} cannot be read: {error}.")
        raise UnusableSubmission(message.format(folder=folder, error=error.strerror)) from None
    if not paths:
        message = _("In {folder} there is no submission: no folder, no archive and no notebook.")
        raise UnusableSubmission(message.format(folder=folder))
    names: dict[str, Path] = {}
    for path in paths:
        name = _name(path)
        names[name if name not in names else path.name] = path
    return [Entry(name, path) for name, path in names.items()]


def _may_be_one(path: Path) -> bool:
    moodle = MOODLE.match(path.name)
    if path.name.startswith(".") or path.name in SKIPPED or (moodle and moodle["kind"] == "onlinetext"):
        return False
    return path.is_dir() or bool(SUFFIX.search(path.name)) or path.suffix.lower() == ".ipynb"


def _name(path: Path) -> str:
    if moodle := MOODLE.match(path.name):
        return moodle["student"]
    return name_without_suffix(path.name).removesuffix(".ipynb")


def digest(path: Path) -> str:
    """A digest of what a submission consists of: it changes where the worth may; "" if it cannot be read."""
    found = hashlib.sha256()
    try:
        for file in sorted(_files(path)):
            found.update(f"{file.relative_to(path.parent)}\0".encode(errors="surrogateescape"))
            if not file.is_symlink():
                with open_file(file, file.name) as opened:
                    found.update(hashlib.sha256(opened.read(MOST_BYTES)).digest())
    except (OSError, Unreadable):
        return ""
    return found.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir() or path.is_symlink():
        yield path
        return
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in SKIPPED]
        yield from (Path(folder, name) for name in files if COUNTED.search(name))
