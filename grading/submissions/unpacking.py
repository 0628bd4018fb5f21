"""A program of its own that reads an archive which nobody trusts: python -I -S unpacking.py BYTES < archive

It writes JSON: the Python files and notebooks in the archive, each with its path, its kind and its first bytes in
base64, BYTES of a Python file and more of a notebook,

    [["folder/helper.py", "file", "eCA9IDEK"], ["folder/other.py", "link", ""], ...]

or, as one string, the reason why there are none. zipfile and tarfile do the reading, so that what is graded is what
they unpack. They believe what an archive says of itself: the limits below bound what that can cost. It writes no file.
"""

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
"""Bytes: of a tar when it is decompressed; of a zip, its directory and those files in it that are wanted."""
MAX_FILES, MAX_BYTES = 2_000, 10_000_000
"""Of Python files in all folders; this whole kit has a tenth of it."""
MAX_NOTEBOOK_BYTES = 20_000_001
"""Of all notebooks together, which have pictures in them; to read one more than may be shows that it is too large."""
MAX_PATH = 500
NOTEBOOK = ".ipynb"
ZIP = b"PK\3\4", b"PK\5\6"
COMPRESSED = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\0": "lzma"}
"""Which module reads a file that begins so."""
STORED, DEFLATED = 0, 8
"""Ways of compression in a zip; zipfile knows some more, but decompresses them without a limit."""
UNICODE_PATH = 0x7075


class NotAnArchive(Exception):
    """The file is no zip and no tar."""


class Limited:
    """A file that ends with MemoryError what reads more of it than the limits allow."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.left, self.last = file, MAX_READ, b""
        self.tell, self.seekable = file.tell, file.seekable

    def read(self, size: int = MAX_READ_AT_ONCE) -> bytes:
        if not 0 <= size <= MAX_READ_AT_ONCE or self.left < 0:
            raise MemoryError
        self.last = self.file.read(size)
        self.left -= len(self.last)
        return self.last

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        return self.file.seek(position, whence)


class Forward(Limited):
    """A file that is read front to back: what is passed over counts too, as it has to be decompressed."""

    def seek(self, position: int, whence: int = io.SEEK_SET) -> int:
        while (ahead := position - self.tell()) > 0 and self.read(min(ahead, 1 << 16)):
            pass
        if ahead < 0:
            raise ValueError("a place before this one, from which all would be read again and again")
        return self.tell()


def reply(file: BinaryIO, size: int) -> list[tuple[str, str, str]] | str:
    """The Python files in an archive with their first `size` bytes, or the reason why it cannot be read."""
    start = file.read(6)
    file.seek(0)
    if not start:
        return "empty"
    found, total, room = [], 0, MAX_NOTEBOOK_BYTES
    try:
        for path, kind, data in zip_files(file, size) if start.startswith(ZIP) else tar_files(file, start, size):
            if path.endswith(NOTEBOOK):
                if len(data) > room:
                    kind, data = "large", b""
                room -= len(data)
            else:
                total += len(data)
            found.append((path, kind, b64encode(data).decode()))
            if len(found) > MAX_FILES or total > MAX_BYTES:
                return "too much"
    except MemoryError:
        return "too much"
    except NotAnArchive:
        return "not an archive"
    except ImportError:  # not every Python has bz2 and lzma
        return "foreign"
    except Exception:  # zipfile, tarfile and the decompressors raise a dozen kinds, and other ones in each version
        return "damaged archive"
    return found


def path_of(raw: bytes) -> str:
    """Where a member of this name comes to lie in the folder that it is unpacked into.

    "" if it is no module that somebody wrote: a system's notes on one, say, or in a hidden folder.
    """
    parts = [part for part in decoded(raw).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    if len(raw) > MAX_PATH or any(part.startswith(".") or part in ("__MACOSX", "__pycache__") for part in parts):
        return ""
    if parts and parts[-1].lower().endswith(NOTEBOOK):
        return f"{'/'.join(parts)[: -len(NOTEBOOK)]}{NOTEBOOK}"
    is_python = parts and parts[-1].endswith(".py") and parts[-1].removesuffix(".py").isidentifier()
    return "/".join(parts) if is_python else ""


def decoded(raw: bytes) -> str:
    """A member's name: UTF-8, or what Windows writes in China, or what it once wrote everywhere."""
    for encoding in ("utf-8", "gbk"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("cp437")


def zip_files(file: BinaryIO, size: int) -> Iterator[tuple[str, str, bytes]]:
    import zipfile  # this and tarfile take as long to import as all else

    with zipfile.ZipFile(cast(BinaryIO, Limited(file))) as archive:
        for info in archive.infolist():
            if path := path_of(zip_name(info)):
                yield path, *zip_contents(archive, info, MAX_NOTEBOOK_BYTES if path.endswith(NOTEBOOK) else size)


def zip_name(info: Any) -> bytes:
    """A member's name as zipfile reads it from Python 3.12 on: Info-ZIP's field for its UTF-8 form goes first."""
    raw, extra = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437"), info.extra
    name = raw
    while len(extra) >= 4:
        tag, length = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if tag == UNICODE_PATH and len(field) > 5 and struct.unpack("<BL", field[:5]) == (1, crc32(raw)):
            name = field[5:]
    return cast(bytes, name.split(b"\0")[0])


def zip_contents(archive: Any, info: Any, size: int) -> tuple[str, bytes]:
    """A member's kind, and its data if it is an ordinary file."""
    form = stat.S_IFMT(info.external_attr >> 16)
    if info.flag_bits & 0x1:
        return "locked", b""
    if form not in (0, stat.S_IFREG) or info.is_dir():
        return "link" if form == stat.S_IFLNK else "special", b""
    if info.compress_type not in (STORED, DEFLATED):
        return "foreign", b""
    try:
        with archive.open(info) as stream:
            return "file", beginning(stream, size)
    except MemoryError:
        raise
    except Exception:  # as in reply()
        return "damaged", b""


def beginning(stream: Any, size: int) -> bytes:
    """The first bytes of a member, so many at most, read in pieces."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(min(size, 1 << 16))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def tar_files(file: BinaryIO, start: bytes, size: int) -> Iterator[tuple[str, str, bytes]]:
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
        if info.size < 0:
            raise ValueError("a size below 0")
        if path := path_of(info.name.encode("utf-8", "surrogateescape")):
            stream = archive.extractfile(info) if info.isreg() and not info.issparse() else None
            kind = "file" if stream else "link" if info.islnk() or info.issym() else "special"
            limit = MAX_NOTEBOOK_BYTES if path.endswith(NOTEBOOK) else size
            yield path, kind, beginning(stream, limit) if stream else b""
    if forward.last.strip(b"\0"):
        raise ValueError("something that is no header, which tarfile takes for the end")
    while forward.read():
        pass  # the checksum of what is compressed comes at its end


def limit_this_process() -> None:
    """End it when it takes too much memory or time, also where whoever started it is gone and cannot."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limits; others may have lower ones already
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


if __name__ == "__main__":
    limit_this_process()
    with open(0, "rb", closefd=False) as standard_input:
        print(json.dumps(reply(standard_input, int(sys.argv[1]))))
