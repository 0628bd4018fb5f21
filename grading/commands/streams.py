"""Standard output and standard error that take every word, whatever has become of who listens.

A pipe that is closed, or a disk that is full, must not decide about the exit code of a grade.
"""

import io
import os
import sys
from typing import Any


class _Outlet(io.FileIO):
    """A file descriptor, until the first time that writing to it fails; what is written from then on is lost."""

    failure: OSError | None = None

    def write(self, data: Any) -> int:
        if self.failure is None:
            try:
                return super().write(data)
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
                buffer = io.BufferedWriter(_Outlet(stream.fileno(), "w", closefd=False))
                kept = io.TextIOWrapper(buffer, encoding=stream.encoding, errors="replace", line_buffering=True)
                setattr(sys, name, kept)
    if os.name == "posix":
        _occupy_standard_descriptors()


def _occupy_standard_descriptors() -> None:
    """Put the null device where one of them is closed: a file or a socket opened next would take its number."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) < 3:
        os.set_inheritable(descriptor, True)
    os.close(descriptor)


def lost_output() -> OSError | None:
    """Why standard output did not take all that was written; None if it did, or if the reader left."""
    if sys.stdout is None:  # it was closed before Python started
        return None
    sys.stdout.flush()
    failure = _failure()
    return None if isinstance(failure, BrokenPipeError) else failure


def failed() -> bool:
    """Whether what is written to standard output is lost, since its reader has left or for another reason."""
    return _failure() is not None


def _failure() -> OSError | None:
    found: OSError | None = getattr(getattr(getattr(sys.stdout, "buffer", None), "raw", None), "failure", None)
    return found
