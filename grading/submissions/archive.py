"""An archive of a folder becomes the Python files of that folder, in memory: nothing is ever written to disk."""

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from grading.submissions.decompression import Damaged, TooMuch
from grading.submissions.source import MAX_FILE_BYTES, Unreadable, open_file
from grading.submissions.unpacking import Member, NotAnArchive, members
from grading.text import listed, printable

MAX_PYTHON_FILES = 2_000
MAX_PYTHON_BYTES = 10_000_000
"""What an archive may hold of Python files in all its folders; this whole kit has a tenth of it."""
MAX_NAME = 500
SUFFIX = re.compile(r"\.(zip|tar|tgz|tbz2?|txz|tar\.(gz|bz2|xz))$", re.IGNORECASE)
SHOWN_FOLDERS = 4

Files = dict[str, Member]
"""The members of one folder by their own names."""


def name_without_suffix(name: str) -> str:
    """What the folder is called that is packed in an archive of this name: student for student.tar.gz."""
    return SUFFIX.sub("", name) or name


def read_archive(path: Path, exercises: Sequence[str]) -> Mapping[str, Member]:
    """The Python files, by name, of the folder in an archive that holds the exercises' files.

    That is the folder `exercises` where others lie beside it. Unreadable if there is no such folder, or more than one,
    or if the archive cannot be read.
    """
    with open_file(path, str(path)) as file:
        if not file.read(1):
            raise Unreadable(_("{path} is empty.").format(path=path))
        try:
            folders = _folders(file)
        except NotAnArchive:
            told = _("{file} is neither a zip nor a tar archive. Pack the folder as a zip, or give the folder itself.")
        except Damaged:
            told = _("{file} is damaged or not complete. Pack the folder again, and hand that in.")
        except TooMuch:
            told = _("{file} holds too much to look through. Pack nothing but the folder with the exercises.")
        else:
            files = folders[_home(path, folders, exercises)]
            if not any(member.kind == "locked" for member in files.values()):
                return _unambiguous(files)
            told = _("{file} is locked with a password. Pack the folder again without one.")
    raise Unreadable(told.format(file=path))


def contents(member: Member, where: str) -> bytes:
    """What a file of the archive holds, as far as it may count; Unreadable says of `where` why it cannot be read."""
    match member.kind:
        case "file":
            return member.data
        case "link":
            told = _("{file} is a link. Put a copy of the file in its place.")
        case "damaged":
            told = _("{file} is damaged in the archive. Pack it again.")
        case "ambiguous":
            told = _("{file} is in the archive more than once, perhaps in other capitals. Leave only one of them.")
        case "foreign":
            told = _("{file} is compressed in a way that the kit does not read. Pack it as an ordinary zip.")
        case _:
            told = _("{file} is not an ordinary file.")
    raise Unreadable(told.format(file=where))


def _folders(file: BinaryIO) -> dict[str, Files]:
    """The Python files of an archive, folder by folder."""
    folders: dict[str, Files] = {}
    count = size = 0
    for member in members(file, _is_python, MAX_FILE_BYTES + 1):
        *above, name = _parts(member.name)
        files = folders.setdefault("/".join(above), {})
        other = files.get(name, member)
        same = (other.kind, other.data) == (member.kind, member.data)
        files[name] = member if same else replace(member, kind="ambiguous")
        count, size = count + 1, size + len(member.data)
        if count > MAX_PYTHON_FILES or size > MAX_PYTHON_BYTES:
            raise TooMuch
    return folders


def _is_python(name: str) -> bool:
    """Whether a member is a module that somebody wrote: not a system's notes on one, nor in a hidden folder."""
    parts = _parts(name)
    if len(name) > MAX_NAME or any(part.startswith(".") or part in ("__MACOSX", "__pycache__") for part in parts):
        return False
    return bool(parts) and parts[-1].endswith(".py") and parts[-1].removesuffix(".py").isidentifier()


def _parts(name: str) -> list[str]:
    """A name's folders and the file, counted from the top of the archive, as zipfile unpacks what points outside."""
    return [part for part in name.split("/") if part not in ("", ".", "..")]


def _home(path: Path, folders: Mapping[str, Files], exercises: Sequence[str]) -> str:
    """The folder of the exercises' files; Unreadable if it is not plain which one that is."""
    homes = [folder for folder, files in folders.items() if not files.keys().isdisjoint(exercises)]
    if not homes:
        told = _("In {folder} there is none of {files}. Give the folder that holds them.")
        raise Unreadable(told.format(folder=path, files=listed(exercises)))
    if len(homes) == 1:
        return homes[0]
    above = posixpath.commonpath(homes)
    named_so = [home for home in homes if posixpath.basename(home) == "exercises"]
    if named_so == [posixpath.join(above, "exercises")] and above not in homes:  # beside the solutions, say
        return named_so[0]
    found = sorted(posixpath.join(home, next(file for file in exercises if file in folders[home])) for home in homes)
    shown = [*map(printable, found[:SHOWN_FOLDERS]), *(["..."] if len(found) > SHOWN_FOLDERS else [])]
    told = _("{archive} holds exercises in more than one folder ({files}). Pack only the folder that counts.")
    raise Unreadable(told.format(archive=path, files=listed(shown)))


def _unambiguous(files: Files) -> Files:
    """The same files; those whose names differ in capital letters only are marked, as some systems keep one of them."""
    spellings = Counter(name.lower() for name in files)
    return {
        name: replace(member, kind="ambiguous") if spellings[name.lower()] > 1 else member
        for name, member in files.items()
    }
