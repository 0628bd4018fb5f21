"""Where in a folder a submission is: at any depth, as folders from platforms, archives and clones have it."""

import os
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _
from itertools import islice
from pathlib import Path

from grading.submissions.notebook import is_notebook
from grading.submissions.source import Unreadable
from grading.text import listed, printable

MOST_FOLDERS, MOST_ENTRIES, DEEPEST = 500, 2_000, 8
"""How much of a folder is looked through: more is no submission."""
SKIPPED = ("__pycache__", "__MACOSX", "node_modules", "venv", "site-packages")
SHOWN_FOLDERS = 4
SUFFIX = re.compile(r"\.(zip|tar|tgz|tbz2?|txz|tar\.(gz|bz2|xz))$", re.IGNORECASE)
"""How the name of an archive ends."""


def name_without_suffix(name: str) -> str:
    """What the folder is called that is packed in an archive of this name: student for student.tar.gz."""
    stem = SUFFIX.sub("", name)
    return stem if stem.strip(".") else name


def place_within(folder: Path, exercises: Sequence[str]) -> Path | None:
    """The folder within this one that holds the exercises, or the one archive where no folder does.

    None if there is neither. Unreadable if it is not plain which one counts; links are not followed.
    """
    files = dict(islice(_walk(folder, ""), MOST_FOLDERS))
    homes = homes_among(files, exercises)
    if homes:
        home = the_home(homes)
        if home is None:
            message = _("{folder} holds exercises in more than one folder ({files}). Give the one that counts.")
            raise Unreadable(message.format(folder=folder, files=some_of(homes, exercises)))
        return folder / home
    archives = [folder / path / name for path, names in files.items() for name in names if SUFFIX.search(name)]
    return archives[0] if len(archives) == 1 else None


def homes_among(folders: Mapping[str, Iterable[str]], exercises: Sequence[str]) -> dict[str, list[str]]:
    """The folders, with what they hold, that hold exercises' files; where none does, those that hold a notebook."""
    names = {path: list(files) for path, files in folders.items()}
    with_files = {path: files for path, files in names.items() if not set(files).isdisjoint(exercises)}
    return with_files or {path: files for path, files in names.items() if any(map(is_notebook, files))}


def the_home(homes: Collection[str]) -> str | None:
    """Of the folders that hold exercises the one that counts: `exercises`, where others lie beside it."""
    if len(homes) == 1:
        return next(iter(homes))
    above = posixpath.commonpath(homes)
    named_so = [home for home in homes if posixpath.basename(home) == "exercises"]
    if named_so == [posixpath.join(above, "exercises")] and above not in homes:  # beside the solutions, say
        return named_so[0]
    return None


def some_of(homes: Mapping[str, Collection[str]], exercises: Sequence[str]) -> str:
    """A file of each of the first folders, for a message."""
    found = sorted(posixpath.join(home, _sign_of_an_exercise(files, exercises)) for home, files in homes.items())
    return listed([*map(printable, found[:SHOWN_FOLDERS]), *(["..."] if len(found) > SHOWN_FOLDERS else [])])


def _sign_of_an_exercise(files: Collection[str], exercises: Sequence[str]) -> str:
    """The first of the exercises' files among these, else a notebook."""
    return next((file for file in exercises if file in files), "") or next(filter(is_notebook, sorted(files)))


def _walk(folder: Path, path: str, depth: int = 0) -> Iterator[tuple[str, list[str]]]:
    """The folders from this one down, each as a path from the top on and the names of its files."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(islice(entries, MOST_ENTRIES), key=lambda entry: entry.name)
    except OSError:
        return
    yield path, [entry.name for entry in found if not entry.is_dir(follow_symlinks=False)]
    for entry in found:
        hidden = entry.name.startswith(".") or entry.name in SKIPPED
        if depth < DEEPEST and entry.is_dir(follow_symlinks=False) and not hidden:
            yield from _walk(folder / entry.name, posixpath.join(path, entry.name), depth + 1)
