"""What a learner has in place of what is looked for: a file under another name, a definition under another name."""

import ast
import os
import re
from collections.abc import Collection, Iterable, Mapping
from gettext import gettext as _
from itertools import islice
from pathlib import Path

from course.records import Exercise
from grading.submissions.names import NAME, Function, defined_in, near, parsed
from grading.text import listed, printable

MOST_FOLDERS, MOST_ENTRIES = 20, 200
"""How many folders are looked into for a file that is missing, and how much of each."""
SUFFIXES = re.compile(r"\.(?:pyw?|txt|ipynb|bak|bak\.\d+|py\.txt)$", re.IGNORECASE)
MOST_NAMES = 6


def look_alikes(folder: Path, wanted: Iterable[str]) -> Mapping[str, str]:
    """By the name of a wanted file that a folder does not have: what lies there, or in a folder within, in its place.

    Names are paths from that folder on; nothing is opened, and links are not followed.
    """
    names = _entries(folder)
    missing = [file for file in wanted if file not in names]
    if not missing:
        return {}
    folders = [name for name in names if _is_folder(folder / name)][:MOST_FOLDERS]
    inner = [f"{name}/{entry}" for name in folders for entry in _entries(folder / name)]
    found = {file: _alike(file, names) or _deeper(file, inner) for file in missing}
    return {file: printable(path) for file, path in found.items() if path}


def _entries(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in islice(entries, MOST_ENTRIES))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith((".", "__"))


def _alike(file: str, names: Iterable[str]) -> str:
    """The name that differs from a file's in capitals, a suffix, or what a copy or a download adds."""
    stem = _letters(file.removesuffix(".py"))
    return next((name for name in names if SUFFIXES.search(name) and _letters(SUFFIXES.sub("", name)) == stem), "")


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]|copy$", "", name.removesuffix(".py").lower())


def _deeper(file: str, paths: Iterable[str]) -> str:
    return next((path for path in paths if path.endswith(f"/{file}")), "")


def missing_file(exercise: Exercise, label: str, alike: str, command: str) -> str:
    """What to say of a file that is not there: what lies in its place, and how to get the stub back."""
    message = _("{file} is missing. It should define `{name}`.")
    parts = [message.format(file=f"{label}/{exercise.file}", name=exercise.name)]
    if alike:
        parts.append(_in_its_place(alike).format(alike=f"{label}/{alike}", file=exercise.file))
    parts.append(_("`{command}` puts the stub there.").format(command=command))
    return " ".join(parts)


def _in_its_place(alike: str) -> str:
    if alike.lower().endswith(".ipynb"):
        return _("{alike} is a notebook: copy the cell with your code into {file}.")
    if "/" in alike:
        return _("There is {alike}, one folder too deep: move it up.")
    return _("There is {alike}: is it meant to be called {file}?")


def undefined_name(exercise: Exercise, file: str, source: str) -> str:
    """What to say of a file that does not define its exercise's name: which names it does define."""
    message = _("{file} defines no `{name}`.").format(file=file, name=exercise.name)
    tree = parsed(source)
    names = [name for node in tree.body for name in defined_in(node) if re.fullmatch(NAME, name)]
    around = next((name for node in tree.body for name in defined_in(node) if _defines(node, exercise.name)), "")
    return f"{message} {_what_there_is(exercise.name, names, around)}"


def _defines(node: ast.stmt, name: str) -> bool:
    """Whether a function or class holds the definition of this name."""
    return any(isinstance(inner, Function | ast.ClassDef) and inner.name == name for inner in ast.walk(node))


def _what_there_is(name: str, names: Collection[str], around: str) -> str:
    if around in names:
        message = _("It stands inside of `{around}`, where nobody else can call it: move it to the left, out of that.")
        return message.format(around=around)
    if found := near(name, names):
        return _("It has `{near}`. Did you mean that? To Python every letter counts, capitals too.").format(near=found)
    if names:
        shown = listed(f"`{name}`" for name in list(names)[:MOST_NAMES])
        return _("It has {names}. The name has to be the one that the stub gives it.").format(names=shown)
    return _("It defines nothing at all. Are your lines there, and saved?")
