"""An archive of a folder becomes the Python files of that folder, in memory: nothing is ever written to disk.

A process of its own does the unpacking, see unpacking.py; what it replies is bounded in size and time here.
"""

import base64
import json
import posixpath
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from gettext import gettext as _
from pathlib import Path
from typing import IO, NamedTuple, cast

from grading.submissions.folders import homes_among, some_of, the_home
from grading.submissions.source import MAX_FILE_BYTES, Unreadable, open_file
from grading.text import listed

MAX_SECONDS = 10
MAX_REPLY_BYTES = 50_000_000


class Member(NamedTuple):
    """A file of an archive; `data` is empty unless `kind` is "file"."""

    kind: str
    data: bytes = b""


AMBIGUOUS = Member("ambiguous")


def read_archive(path: Path, exercises: Sequence[str]) -> Mapping[str, Member]:
    """The Python files and notebooks, by name, of the folder in an archive that holds the exercises' files.

    That is the folder `exercises` where others lie beside it, and where nobody packed any, the folder that holds a
    notebook. Unreadable if there is no such folder, or more than one,
    or if the archive cannot be read.
    """
    try:
        reply = json.loads(run_unpacking(path))
    except ValueError:  # it broke off
        reply = "too much"
    if isinstance(reply, str):
        raise Unreadable(_message(reply, str(path)))
    folders = _folders(reply)
    files = folders[_home(path, folders, exercises)]
    if any(member.kind == "locked" for member in files.values()):
        raise Unreadable(_message("locked", str(path)))
    return files


def contents(member: Member, where: str) -> bytes:
    """What a file of the archive holds, as far as it may count; Unreadable says of `where` why it cannot be read."""
    if member.kind != "file":
        raise Unreadable(_message(member.kind, where))
    return member.data


def _message(reason: str, where: str) -> str:
    """Why an archive or a file in it cannot be read: the reasons of unpacking.py, and what this file adds to them."""
    message = {
        "empty": _("{path} is empty."),
        "not an archive": _(
            "{file} is neither a zip nor a tar archive. Pack the folder as a zip, or give the folder itself."
        ),
        "damaged archive": _("{file} is damaged or not complete. Pack the folder again, and hand that in."),
        "too much": _("{file} holds too much to look through. Pack nothing but the folder with the exercises."),
        "locked": _("{file} is locked with a password. Pack the folder again without one."),
        "foreign": _("{file} is compressed in a way that the kit does not read. Pack it as an ordinary zip."),
        "damaged": _("{file} is damaged in the archive. Pack it again."),
        "large": _(
            "{file}, with the notebooks beside it, has more than 20,000,000 bytes. Clear its outputs, save it and pack "
            "it again."
        ),
        "link": _("{file} is a link. Put a copy of the file in its place."),
        "special": _("{file} is not an ordinary file."),
        "ambiguous": _("{file} is in the archive more than once, perhaps in other capitals. Leave only one of them."),
    }[reason]
    return message.format(path=where, file=where)


def run_unpacking(path: Path) -> bytes:
    """What unpacking.py writes; it is cut where there is too much of it, or the time is over."""
    program = Path(__file__).with_name("unpacking.py")
    command = [sys.executable, "-I", "-S", str(program), str(MAX_FILE_BYTES + 1)]
    with (
        open_file(path, str(path)) as file,
        subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process,
    ):
        deadline = threading.Timer(MAX_SECONDS, process.kill)
        deadline.start()
        try:
            return cast(IO[bytes], process.stdout).read(MAX_REPLY_BYTES)
        finally:
            process.kill()
            deadline.cancel()
            deadline.join()


def _folders(reply: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, Member]]:
    """The files folder by folder. Of those that unpack to one path, on some system, none is chosen unless all agree."""
    files: dict[str, Member] = {}
    for path, kind, data in reply:
        member = Member(kind, base64.b64decode(data))
        files[path] = member if files.get(path, member) == member else AMBIGUOUS
    spellings = Counter(path.lower() for path in files)
    folders: dict[str, dict[str, Member]] = defaultdict(dict)
    for path, member in files.items():
        folder, name = posixpath.split(path)
        folders[folder][name] = member if spellings[path.lower()] == 1 else AMBIGUOUS
    return folders


def _home(path: Path, folders: Mapping[str, Mapping[str, Member]], exercises: Sequence[str]) -> str:
    """The folder of the exercises' files; Unreadable if it is not plain which one that is."""
    homes = homes_among(folders, exercises)
    if not homes:
        message = _("In {folder} there is none of {files}. Give the folder that holds them.")
        raise Unreadable(message.format(folder=path, files=listed(exercises)))
    if (home := the_home(homes)) is not None:
        return home
    message = _("{archive} holds exercises in more than one folder ({files}). Pack only the folder that counts.")
    raise Unreadable(message.format(archive=path, files=some_of(homes, exercises)))
