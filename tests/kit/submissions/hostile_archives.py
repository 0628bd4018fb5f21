"""Archives that nobody packs by accident, and what is to be said of each."""

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable

ACCURACY = b"def accuracy(y_hat, y):\n    return 1.0\n"
SOFTMAX = b"def softmax(X):\n    return X\n"
MEGABYTE = 1_000_000
BLOCK = tarfile.BLOCKSIZE


# zip


def zipped(files: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


def odd_zip(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """These files, and one beside them that is in order."""
    return zipped([*files, ("accuracy.py", ACCURACY)], method)


def zip_entry(form: int, name: str = "softmax.py") -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (form | 0o666) << 16
    return info


def unicode_path(name: str, stored: str) -> zipfile.ZipInfo:
    """An entry with Info-ZIP's field for the UTF-8 form of its name."""
    info = zipfile.ZipInfo(stored)
    info.extra = struct.pack("<HHBL", 0x7075, 5 + len(name.encode()), 1, zlib.crc32(stored.encode())) + name.encode()
    return info


def patched(data: bytes, record: bytes, offset: int, form: str, value: int) -> bytes:
    """The same bytes, with another number in the first record of its kind."""
    changed = bytearray(data)
    struct.pack_into(form, changed, data.index(record) + offset, value)
    return bytes(changed)


def in_directory(data: bytes, offset: int, form: str, value: int) -> bytes:
    """A zip whose directory says something else of its first file."""
    return patched(data, b"PK\1\2", offset, form, value)


def by_hand(data: bytes, compressed: int, size: int, method: int = zipfile.ZIP_DEFLATED, count: int = 1) -> bytes:
    """A zip with no more than softmax.py in it, so many times, and with any sizes."""
    name = b"softmax.py"
    local = b"PK\3\4" + struct.pack("<HHHHHLLLHH", 20, 0, method, 0, 0, 0, compressed, size, len(name), 0) + name
    fields = (20, 20, 0, method, 0, 0, 0, compressed, size, len(name), 0, 0, 0, 0, 0, 0)
    directory = (b"PK\1\2" + struct.pack("<HHHHHHLLLHHHHHLL", *fields) + name) * count
    end = struct.pack("<HHHHLLH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), len(local + data), 0)
    return local + data + directory + b"PK\5\6" + end


def deflated(data: bytes) -> bytes:
    """A piece of a deflate stream: the same piece many times in a row is the same data many times."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return engine.compress(data) + engine.flush(zlib.Z_FULL_FLUSH)


ZEROS = deflated(bytes(MEGABYTE))
FINE = odd_zip(("softmax.py", SOFTMAX))


# tar


def header(name: str, size: int = 0, form: bytes = tarfile.REGTYPE) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = size, form, "accuracy.py"
    return info.tobuf(tarfile.GNU_FORMAT)


def member(name: str, data: bytes, form: bytes = tarfile.REGTYPE) -> bytes:
    return header(name, len(data), form) + data + bytes(-len(data) % BLOCK)


def odd_tar(*members: bytes) -> bytes:
    """These members, and one behind them that is in order."""
    return b"".join(members) + member("accuracy.py", ACCURACY) + bytes(2 * BLOCK)


def with_size(block: bytes, field: bytes) -> bytes:
    """A header with another size, and its checksum put right."""
    block = block[:124] + field + block[136:148] + b" " * 8 + block[156:]
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def pax(records: bytes) -> bytes:
    return member("pax", records, tarfile.XHDTYPE)


def long_name(name: bytes) -> bytes:
    return member("longer", name + b"\0", tarfile.GNUTYPE_LONGNAME)


def endless_gzip(*pieces: bytes) -> bytes:
    return gzip.compress(b"")[:10] + b"".join(pieces)


FINE_TAR = odd_tar(member("softmax.py", SOFTMAX))
HUGE = header("photo.jpg", 8**11 - 1)


FILE_OF_25_000_LINES = b"x\n" * 25_000
READ = r"\Z"
"""What is to be said, as a pattern: nothing where an odd archive can be read like any other."""
TOO_LARGE = "softmax.py is larger than 50,000 bytes"
TOO_MUCH = "holds too much to look through"
DAMAGED = "is damaged"
LINK = "softmax.py is a link"
SPECIAL = "softmax.py is not an ordinary file"
FOREIGN = "softmax.py is compressed in a way"
TWICE = "softmax.py is in the archive more than once"

Cases = dict[str, tuple[Callable[[], bytes], str]]

NAMES: Cases = {
    "climbs": (lambda: odd_zip(("../../softmax.py", SOFTMAX)), READ),
    "absolute": (lambda: odd_zip(("/softmax.py", SOFTMAX)), READ),
    "drive": (lambda: odd_zip(("C:\\kit\\softmax.py", SOFTMAX)), r"than one folder \(C:/kit/softmax.py, accuracy.py"),
    "NUL": (lambda: odd_zip(("softmax.py?.txt", SOFTMAX)).replace(b"py?.txt", b"py\0.txt"), READ),
    "false UTF-8": (lambda: odd_zip(("é.py", b"")).replace("é".encode(), b"\xff\xff"), DAMAGED),
    "steers the terminal": (lambda: odd_zip(("\x1b[2J/softmax.py", b"")), "\N{REPLACEMENT CHARACTER}.2J/softmax.py"),
    "60,000 folders": (lambda: odd_tar(long_name(b"d/" * 30_000 + b"softmax.py"), member("x", b"")), READ),
    "twice": (lambda: odd_zip(("softmax.py", SOFTMAX), ("softmaX.py", b"")).replace(b"softmaX", b"softmax"), TWICE),
    "twice the same": (lambda: FINE_TAR[: 2 * BLOCK] + FINE_TAR, READ),
    "twice on Windows": (lambda: odd_zip(("Softmax.py", b""), ("softmax.py", SOFTMAX)), TWICE),
    "twice in a tar": (lambda: odd_tar(member("softmax.py", SOFTMAX), member("softmax.py", b"x = 1\n")), TWICE),
}
NO_FILES: Cases = {
    "link": (lambda: odd_zip((zip_entry(stat.S_IFLNK), b"/etc/passwd")), LINK),
    "folder": (lambda: odd_zip((zip_entry(0, "softmax.py/"), b"")), SPECIAL),
    "tar with a link": (lambda: odd_tar(header("softmax.py", form=tarfile.SYMTYPE)), LINK),
    "tar with a hard link": (lambda: odd_tar(header("softmax.py", form=tarfile.LNKTYPE)), LINK),
    "tar with a pipe": (lambda: odd_tar(header("softmax.py", form=tarfile.FIFOTYPE)), SPECIAL),
    "tar with holes": (lambda: odd_tar(member("softmax.py", SOFTMAX, tarfile.GNUTYPE_SPARSE)), SPECIAL),
    "password": (lambda: in_directory(FINE, 8, "<H", 1), "is locked with a password"),
}
BOMBS: Cases = {
    "two megabytes": (lambda: odd_zip(("softmax.py", bytes(2 * MEGABYTE))), TOO_LARGE),
    "gigabyte": (lambda: by_hand(ZEROS * 1_000, len(ZEROS) * 1_000, 1_000 * MEGABYTE), TOO_LARGE),
    "gigabyte that claims ten bytes": (lambda: by_hand(ZEROS * 1_000, len(ZEROS) * 1_000, 10), DAMAGED),
    "members that overlap": (lambda: by_hand(ZEROS, len(ZEROS), MEGABYTE, count=15_000), TOO_MUCH),
    "300,000 members": (lambda: by_hand(b"", 0, 0, count=300_000), TOO_MUCH),
    "bzip2 in a zip": (lambda: odd_zip(("softmax.py", bytes(40 * MEGABYTE)), method=zipfile.ZIP_BZIP2), FOREIGN),
    "gzip": (lambda: endless_gzip(deflated(HUGE), ZEROS * 10_000), TOO_MUCH),
    "bzip2": (lambda: bz2.compress(HUGE) + bz2.compress(bytes(10 * MEGABYTE)) * 1_000, TOO_MUCH),
    "xz": (lambda: lzma.compress(HUGE) + lzma.compress(bytes(10 * MEGABYTE)) * 1_000, TOO_MUCH),
    "two million streams of nothing": (lambda: gzip.compress(b"") * 2_000_000, TOO_MUCH),
    "a million headers": (lambda: endless_gzip(deflated(header("notes.txt") * 1_000) * 1_000), TOO_MUCH),
    "4,000 folders of Python": (
        lambda: endless_gzip(*(deflated(member(f"{number}/a.py", bytes(50_000))) for number in range(4_000))),
        TOO_MUCH,
    ),
    "name of gigabytes": (lambda: endless_gzip(deflated(header("L", 8**11 - 1, b"L")), ZEROS * 10_000), TOO_MUCH),
    # Some versions of tarfile search such a header for minutes.
    "digits": (lambda: odd_tar(member("x", b"1" * 60_000, tarfile.XHDTYPE) * 500), f"{TOO_MUCH}|{DAMAGED}|is neither"),
    "sources that are costly to parse": (
        lambda: odd_zip(*((f"{name}.py", FILE_OF_25_000_LINES) for name in ("softmax", *(f"a{n}" for n in range(40))))),
        READ,
    ),
}
LIES: Cases = {
    "cut off": (lambda: FINE[:-30], DAMAGED),
    "directory of gigabytes": (lambda: patched(FINE, b"PK\5\6", 12, "<L", 0xFFFF_FFF0), DAMAGED),
    "file elsewhere": (lambda: in_directory(FINE, 42, "<L", 0x7FFF_FFFF), DAMAGED),
    "file under another name": (lambda: patched(FINE, b"PK\3\4", 30, "<B", ord("x")), DAMAGED),
    "wrong checksum": (lambda: in_directory(FINE, 16, "<L", 1), DAMAGED),
    "data that does not inflate": (lambda: patched(FINE, b"PK\3\4", 41, "<L", 0xFFFF_FFFF), DAMAGED),
    "tar that is cut off": (lambda: FINE_TAR[:600], DAMAGED),
    "gzip that is cut off": (lambda: gzip.compress(FINE_TAR)[:-20], DAMAGED),
    "gzip with a wrong checksum": (lambda: gzip.compress(FINE_TAR)[:-8] + bytes(8), DAMAGED),
    "tar that goes on with something else": (lambda: FINE_TAR[: 2 * BLOCK] + b"x" * BLOCK, DAMAGED),
    "negative size": (lambda: with_size(HUGE, b"\xff" * 12) + FINE_TAR, DAMAGED),
    "sparse file of negative size": (lambda: with_size(header("a", form=b"S"), b"\xff" * 10 + b"\xf0\0") * 9, DAMAGED),
}
HOSTILE = NAMES | NO_FILES | BOMBS | LIES
