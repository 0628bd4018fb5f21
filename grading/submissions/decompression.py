"""A file that nobody trusts, read and decompressed front to back, within limits of size and time."""

import io
import time
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, cast

MAX_BYTES = 200_000_000
"""How much may be read of a file and decompressed from it, together."""
MAX_SECONDS = 1.0
"""How long that may take, of one processor's time."""
MAX_BYTES_AT_ONCE = 1_000_000
MAX_DICTIONARY_BYTES = 80 << 20
"""What it may take to decompress an .xz; `xz -9` asks for 65 MiB."""
CHUNK = 65_536


class Damaged(Exception):
    """The file breaks off, or contradicts itself."""


class TooMuch(Exception):
    """The file asks for more than the limits above."""


class Watched:
    """An open file that ends with TooMuch what goes beyond the limits."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self.file, self.left, self.until = file, MAX_BYTES, time.thread_time() + MAX_SECONDS

    def read(self, size: int = MAX_BYTES_AT_ONCE) -> bytes:
        if size > MAX_BYTES_AT_ONCE:
            raise TooMuch
        return self.spent(self.file.read(size))

    def spent(self, data: bytes) -> bytes:
        """The same bytes, once they are taken off what is left."""
        self.left -= len(data)
        if self.left < 0 or time.thread_time() > self.until:
            raise TooMuch
        return data

    def start(self, size: int = 6) -> bytes:
        """The first bytes, by which a file can be recognised; the file is at its beginning then."""
        self.seek(0)
        start = self.read(size)
        self.seek(0)
        return start


def decompressed(file: Watched) -> BinaryIO:
    """What is in a .gz, .bz2 or .xz; any other file is itself. Reading it can raise Damaged and TooMuch."""
    for magic, new_engine in ENGINES.items():
        if file.start().startswith(magic):
            return io.BufferedReader(_Decompressed(file, magic, new_engine), CHUNK)
    return cast(BinaryIO, file)


class _Gzip:
    """zlib's decompressor with the manners of those of bz2 and lzma."""

    def __init__(self) -> None:
        self.engine = zlib.decompressobj(wbits=zlib.MAX_WBITS + 16)

    eof = property(lambda self: self.engine.eof)
    unused_data = property(lambda self: self.engine.unused_data)
    needs_input = property(lambda self: not self.engine.unconsumed_tail)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self.engine.decompress(self.engine.unconsumed_tail + data, max_length)


def _bzip2() -> Any:
    import bz2  # not every Python has it

    return bz2.BZ2Decompressor()


def _xz() -> Any:
    import lzma  # not every Python has it

    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_DICTIONARY_BYTES)


ENGINES: dict[bytes, Callable[[], Any]] = {b"\x1f\x8b": _Gzip, b"BZh": _bzip2, b"\xfd7zXZ\0": _xz}
"""What decompresses a file that begins so."""


class _Decompressed(io.RawIOBase):
    """The contents of a compressed file: of its streams, if it has several, one behind the other."""

    def __init__(self, file: Watched, magic: bytes, new_engine: Callable[[], Any]) -> None:
        self.file, self.magic, self.new_engine = file, magic, new_engine
        self.engine, self.waiting = new_engine(), b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        data = self._next(len(target))
        target[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        while not self.engine.eof or self._starts_again():
            given, hungry = b"", self.engine.needs_input
            if hungry:
                given, self.waiting = self.waiting or self.file.read(CHUNK), b""
            try:
                data: bytes = self.engine.decompress(given, size)
            except Exception as problem:  # each engine has its own, and not every Python has each of them
                raise Damaged(str(problem)) from None
            if self.file.spent(data):
                return data
            if hungry and not given and not self.engine.eof:
                raise Damaged
        return b""

    def _starts_again(self) -> bool:
        """Whether another stream follows the one that is over."""
        rest = self.engine.unused_data
        while len(rest) < len(self.magic) and (more := self.file.read(CHUNK)):
            rest += more
        if not rest.startswith(self.magic):
            return False
        self.engine, self.waiting = self.new_engine(), rest
        return True
