"""Ctrl-C: it ends the grader with one line and an exit code that no grade has, wherever it comes."""

import atexit
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _

STOPPED = 130
ENDINGS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)}
"""What a terminal or timeout(1) sends to every process of a grade, where it is for the grader to end the others."""
LEFT_LINE = "\r\x1b[2K\x1b[?25h"
"""What a terminal is told at the end: the line that moved is gone, the cursor is back."""


@contextmanager
def held() -> Iterator[None]:
    """Let these signals wait until this is over. Processes and threads that are started meanwhile never get them.

    A thread that got one would let it end the whole process, whatever the others hold.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def ending_calmly() -> Iterator[None]:
    """The whole program: Ctrl-C in here ends it with STOPPED, unless it is to be ignored; its end cannot be stopped."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)
    try:
        try:
            yield
        finally:
            # Python would go back to its own handler, and end with the signal.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    except SystemExit as end:
        if isinstance(end.code, int):
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, AttributeError):  # nobody reads it; there is none
                    stream.flush()
            _leave(end.code)
        raise


@contextmanager
def interruptible(*others: int) -> Iterator[None]:
    """Within, the first Ctrl-C, or other signal of these, raises KeyboardInterrupt here; the next does as outside."""
    outside = {number: signal.getsignal(number) for number in (signal.SIGINT, *others)}

    def as_outside() -> None:
        for number, handler in outside.items():
            signal.signal(number, handler)

    def interrupt(*signal_and_frame: object) -> None:
        as_outside()
        raise KeyboardInterrupt

    for number, handler in outside.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, interrupt)
    try:
        yield
    finally:
        as_outside()


def _stop(*signal_and_frame: object) -> None:
    """A KeyboardInterrupt would be swallowed by libraries while they are imported, and is a grade to click."""
    end(STOPPED, _("grader: stopped. This is not a grade.") + "\n")


def end(code: int, said: str) -> None:
    """End the program at once, wherever it is, with these words on standard error."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        leave_the_line()
        _write(2, said)
    finally:
        _leave(code)


def end_by(number: int) -> None:
    """End the program by a signal that it has heard, once what is registered for the end is done."""
    leave_the_line()
    try:
        atexit._run_exitfuncs()
    finally:
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def leave_the_line() -> None:
    """Let a terminal forget what moves on its last line."""
    _write(1, LEFT_LINE if os.isatty(1) else "")


def _write(descriptor: int, text: str) -> None:
    with suppress(OSError):  # nobody reads it
        os.write(descriptor, text.encode(getattr(sys.stderr, "encoding", None) or "utf-8", errors="replace"))


def _leave(code: int) -> None:
    """End with what is registered for the end, and without taking torch apart, which takes Python half a second."""
    try:
        atexit._run_exitfuncs()  # workers and their folder go
    finally:
        os._exit(code)
