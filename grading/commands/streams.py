"""Standard output and standard error that take every word, whatever has become of who listens.

A pipe that is closed, or a disk that is full, must not decide about the exit code of a grade.
"""

import io
import os
import sys
from typing import Any


class Outlet(io.RawIOBase):
    """A file descriptor, until the first time that writing to it fails; what is written from then on is lost."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.failure: OSError | None = None

    def fileno(self) -> int:
        return self.descriptor

    def isatty(self) -> bool:
        return os.isatty(self.descriptor)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self.failure is None:
            try:
                return os.write(self.descriptor, data)
            except OSError as error:
                self.failure = error
        return len(data)


def keep_open() -> None:
    """Let sys.stdout and sys.stderr take any character at any time; what they cannot write becomes a question mark."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal shows question marks, never a traceback
            if stream is getattr(sys, f"__{name}__") and os.name == "posix":
                setattr(sys, name, _kept_open(stream))
    if os.name == "posix":
        _occupy_standard_descriptors()


def _kept_open(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    buffer = io.BufferedWriter(Outlet(stream.fileno()))
    return io.TextIOWrapper(buffer, encoding=stream.encoding, errors="replace", line_buffering=True)


def _occupy_standard_descriptors() -> None:
    """Put the null device where one of them is closed: a file or a socket opened next would take its number."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def lost_output() -> OSError | None:
    """Why standard output did not take all that was written; None if it did, or if the reader left."""
    stream = sys.stdout
    if not isinstance(stream, io.TextIOWrapper):
        return None
    stream.flush()
    raw = getattr(stream.buffer, "raw", None)
    failure = raw.failure if isinstance(raw, Outlet) else None
    return None if isinstance(failure, BrokenPipeError) else failure
