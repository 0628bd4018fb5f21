"""A program of its own that reads an archive which nobody trusts: python -I -S unpacking.py BYTES SECONDS < archive

It writes JSON: the Python files in the archive, each with its path, its kind and its first BYTES in base64,

    [["folder/helper.py", "file", "eCA9IDEK"], ["folder/other.py", "link", ""], ...]

or, as one string, the reason why there are none. zipfile and tarfile do the reading, so that what is graded is what
they unpack. They believe what an archive says of itself: the limits below bound what that can cost. It writes no file.
"""

import faulthandler
import importlib
import io
import json
import stat
import struct
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO, cast
from zlib import crc32

MAX_MEMORY, MAX_CPU_SECONDS = 300 << 20, 2
"""For the operating systems that keep such limits; those that follow hold everywhere."""
MAX_READ, MAX_READ_AT_ONCE = 64 << 20, 4 << 20
"""Bytes of what a tar holds once it is decompressed, or of a zip's directory and the files in question."""
MAX_FILES, MAX_FILE_BYTES = 2_000, 10_000_000
"""Of Python files in all folders; this whole kit has a tenth of it."""
MAX_PATH = 500
COMPRESSED = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\0": "lzma"}
"""Which module reads a file that begins so."""
ZIP_STARTS = b"PK\3\4", b"PK\5\6"
STORED, DEFLATED = 0, 8
"""Ways of compression; zipfile knows some more, but decompresses them without a limit."""
UNICODE_PATH = 0x7075

Found = tuple[str, str, bytes]
"""A path, a kind and, of ordinary Python files, the data."""


class NotAnArchive(Exception):
    """The file is no zip and no tar."""


class Limited:
    """A file that ends with MemoryError what reads more of it than the limits allow."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.left, self.last = file, MAX_READ, b""

    def read(self, size: int = MAX_READ_AT_ONCE) -> bytes:
        if not 0 <= size <= MAX_READ_AT_ONCE or self.left < 0:
            raise MemoryError
        self.last = self.file.read(size)
        self.left -= len(self.last)
        return self.last

    def tell(self) -> int:
        return self.file.tell()

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        return self.file.seek(position, whence)

    def seekable(self) -> bool:
        return True


class Forward(Limited):
    """A file that is read front to back: what is passed over counts too, as it has to be decompressed."""

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        while (ahead := position - self.tell()) > 0 and self.read(min(ahead, 1 << 16)):
            pass
        if ahead < 0:
            raise ValueError("a place that was passed already, to be read again and again")
        return self.tell()


def reply(file: BinaryIO, size: int) -> list[tuple[str, str, str]] | str:
    """The Python files in an archive with their first `size` bytes, or the reason why it cannot be read."""
    start = file.read(6)
    file.seek(0)
    if not start:
        return "empty"
    found = zip_members(file, size) if start.startswith(ZIP_STARTS) else tar_members(file, start, size)
    try:
        return [(path, kind, b64encode(data).decode()) for path, kind, data in python_files(found)]
    except MemoryError:
        return "too much"
    except NotAnArchive:
        return "not an archive"
    except ImportError:  # not every Python has bz2 and lzma
        return "foreign"
    except Exception:  # zipfile, tarfile and the decompressors raise a dozen kinds, each version others
        return "damaged archive"


def python_files(members: Iterator[Found]) -> list[Found]:
    """The Python files among the members; one that lies below a link counts as a link itself."""
    found, links, total = [], set(), 0
    for path, kind, data in members:
        if kind == "link":
            links.add(path.lower())
        if is_python(path):
            found.append((path, kind, data))
            total += len(data)
        if len(found) > MAX_FILES or total > MAX_FILE_BYTES:
            raise MemoryError
    return [
        (path, "link", b"") if links.intersection(folders_above(path)) else (path, kind, data)
        for path, kind, data in found
    ]


def is_python(path: str) -> bool:
    """Whether a member is a module that somebody wrote: not a system's notes on one, nor in a hidden folder."""
    parts = path.split("/")
    if len(path) > MAX_PATH or any(part.startswith(".") or part in ("__MACOSX", "__pycache__") for part in parts):
        return False
    return parts[-1].endswith(".py") and parts[-1].removesuffix(".py").isidentifier()


def folders_above(path: str) -> Iterator[str]:
    parts = path.lower().split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts)))


def unpacked_path(name: str) -> str:
    """Where a member comes to lie: below the folder that is unpacked into, whatever its name points to."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def decoded(raw: bytes) -> str:
    """A member's name: UTF-8, or what Windows writes in China, or what it once wrote everywhere."""
    for encoding in ("utf-8", "gbk"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("cp437")


def zip_members(file: BinaryIO, size: int) -> Iterator[Found]:
    import zipfile  # each of the two takes as long to import as all else does

    with zipfile.ZipFile(cast(BinaryIO, Limited(file))) as archive:
        for info in archive.infolist():
            path, kind, data = unpacked_path(zip_name(info)), zip_kind(info), b""
            if kind == "file" and is_python(path):
                try:
                    with archive.open(info) as stream:
                        data = stream.read(size)
                except MemoryError:
                    raise
                except Exception:
                    kind = "damaged"
            yield path, kind, data


def zip_name(info: Any) -> str:
    """A member's name as zipfile reads it from Python 3.12 on: Info-ZIP's field for its UTF-8 form goes first."""
    raw, extra = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437"), info.extra
    name = decoded(raw)
    while len(extra) >= 4:
        tag, length = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if tag == UNICODE_PATH and len(field) > 5 and struct.unpack("<BL", field[:5]) == (1, crc32(raw)):
            name = field[5:].decode()
    return name.split("\0")[0]


def zip_kind(info: Any) -> str:
    form = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 0x1:
        return "locked"
    if form not in (0, stat.S_IFREG) or info.is_dir():
        return "link" if form == stat.S_IFLNK else "special"
    return "file" if info.compress_type in (STORED, DEFLATED) else "foreign"


def tar_members(file: BinaryIO, start: bytes, size: int) -> Iterator[Found]:
    import tarfile

    for compressed, module in COMPRESSED.items():
        if start.startswith(compressed):
            file = importlib.import_module(module).open(file)
    forward = Forward(file)
    try:
        archive = tarfile.TarFile(fileobj=cast(BinaryIO, forward), encoding="utf-8", errors="surrogateescape")
    except tarfile.ReadError:
        raise NotAnArchive from None
    while info := archive.next():
        archive.members.clear()  # type: ignore[attr-defined]  # a million of them would stay in memory
        path, data = unpacked_path(decoded(info.name.encode("utf-8", "surrogateescape"))), b""
        kind = "link" if info.islnk() or info.issym() else "file" if info.isreg() and not info.issparse() else "special"
        if info.size < 0:
            raise ValueError("a size below 0")
        if kind == "file" and is_python(path) and (stream := archive.extractfile(info)):
            data = stream.read(size)
        yield path, kind, data
    if forward.last.strip(b"\0"):
        raise ValueError("something that is no header, which tarfile takes for the end")
    while forward.read():
        pass  # the checksum of what is compressed comes at its end


def limit_this_process(seconds: float) -> None:
    """End it when it takes too much memory or time, also where whoever started it is gone and cannot."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limits; others may have lower ones already
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    limit_this_process(float(sys.argv[2]))
    with open(0, "rb", closefd=False) as standard_input:
        print(json.dumps(reply(standard_input, int(sys.argv[1]))))
