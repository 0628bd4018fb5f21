"""The members of a zip or tar, one after the other and in memory; nothing that an archive says of itself is believed.

zipfile would read a directory of any size, tarfile a header of any size, and both keep all that they meet: so zipfile
reads a file that refuses, and tarfile parses single blocks.
"""

import re
import stat
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal, cast

from grading.submissions.decompression import CHUNK, Damaged, Watched, decompressed

MAX_NAME_BYTES = CHUNK

Kind = Literal["file", "link", "special", "locked", "foreign", "damaged", "ambiguous"]
"""A foreign file is compressed with what the kit does not read; an ambiguous one is among others of its name."""


@dataclass(frozen=True)
class Member:
    """A file of an archive, with / between its folders; there is no data unless its kind is "file"."""

    name: str
    kind: Kind
    data: bytes = b""


class NotAnArchive(Exception):
    """The file is no zip and no tar."""


DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    OverflowError,
)  # fmt: skip
"""What may come up in zipfile and tarfile where an archive is not what it should be."""


def members(file: BinaryIO, wanted: Callable[[str], bool], size: int) -> Iterator[Member]:
    """The members of a zip or tar whose names are wanted, with the first `size` bytes of each.

    NotAnArchive, Damaged or TooMuch can come at any time.
    """
    watched = Watched(file)
    unpacked = _of_zip if watched.start().startswith((b"PK\3\4", b"PK\5\6")) else _of_tar
    try:
        yield from unpacked(watched, wanted, size)
    except DAMAGE as problem:
        raise Damaged(str(problem)) from None


def _name(raw: bytes) -> str:
    """A member's name: UTF-8, or what Windows writes in China, or what it once wrote everywhere."""
    for encoding in ("utf-8", "gbk"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            pass
    return raw.decode("cp437").replace("\\", "/")


# zip


def _of_zip(file: Watched, wanted: Callable[[str], bool], size: int) -> Iterator[Member]:
    with zipfile.ZipFile(cast(BinaryIO, file)) as archive:
        for info in archive.infolist():
            in_utf_8 = info.flag_bits & 0x800
            name = _name(info.orig_filename.encode("utf-8" if in_utf_8 else "cp437"))
            if wanted(name):
                kind = _kind_in_zip(info)
                yield _unzipped(archive, info, name, size, file) if kind == "file" else Member(name, kind)


def _kind_in_zip(info: zipfile.ZipInfo) -> Kind:
    if info.flag_bits & 0x1:
        return "locked"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "foreign"  # zipfile knows some more, but decompresses them without a limit
    form = stat.S_IFMT(info.external_attr >> 16)
    return "file" if form in (0, stat.S_IFREG) else "link" if form == stat.S_IFLNK else "special"


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, size: int, file: Watched) -> Member:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of members that overlap some versions only warn
            with archive.open(info) as stream:
                return Member(name, "file", file.spent(stream.read(size)))
    except DAMAGE:
        return Member(name, "damaged")


# tar


def _of_tar(file: Watched, wanted: Callable[[str], bool], size: int) -> Iterator[Member]:
    stream = decompressed(file)
    longer_name = b""
    began = False
    while (block := stream.read(tarfile.BLOCKSIZE)).strip(b"\0"):
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except (tarfile.TarError, ValueError):
            raise Damaged if began else NotAnArchive from None
        began, data, length = True, b"", _length(info)
        match info.type:
            case tarfile.XGLTYPE | tarfile.GNUTYPE_LONGLINK:
                pass
            case tarfile.GNUTYPE_LONGNAME | tarfile.XHDTYPE | tarfile.SOLARIS_XHDTYPE:
                data = stream.read(min(length, MAX_NAME_BYTES))
                longer_name = _longer_name(info.type, data) or longer_name
            case _:
                name = _name(longer_name or info.name.encode("utf-8", "surrogateescape"))
                longer_name = b""
                if wanted(name) and not info.isdir():
                    kind = _kind_in_tar(info)
                    data = stream.read(min(info.size, size)) if kind == "file" else b""
                    yield Member(name, kind, data)
        _skip(stream, length - len(data))
    while stream.read(CHUNK):
        pass  # the checksum of what is compressed comes at its end


def _length(info: tarfile.TarInfo) -> int:
    """How many bytes follow a header, in whole blocks: none for links, folders and devices, whatever they claim."""
    if info.size < 0:
        raise Damaged
    empty = info.type in tarfile.SUPPORTED_TYPES and info.type not in (*tarfile.REGULAR_TYPES, *tarfile.GNU_TYPES)
    return 0 if empty else -(-info.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE


def _longer_name(form: bytes, data: bytes) -> bytes:
    """A name that is too long for a header or not ASCII, as GNU's tar has it or as POSIX has; b"" if there is none."""
    if form == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\0")
    return b"".join(re.findall(rb"(?m)^\d+ path=(.*)$", data)[-1:])


def _kind_in_tar(info: tarfile.TarInfo) -> Kind:
    if info.type in (tarfile.LNKTYPE, tarfile.SYMTYPE):
        return "link"
    return "file" if info.isreg() and info.type != tarfile.GNUTYPE_SPARSE else "special"


def _skip(stream: BinaryIO, count: int) -> None:
    while count > 0:
        passed = len(stream.read(min(count, CHUNK)))
        if not passed:
            raise Damaged
        count -= passed
