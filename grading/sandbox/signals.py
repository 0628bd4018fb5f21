"""Ctrl-C: it ends the grader with one line and an exit code that no grade has, wherever it comes.

A KeyboardInterrupt alone would not do: libraries swallow it while they are imported, or fail in strange ways,
a second one would stop the cleaning up after the first, and click exits with 1, which is a grade.
"""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STOPPED = 130
ENDINGS = {getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)}
"""What a terminal or timeout(1) sends to every process of a grade, where it is for the grader to end the others."""
SAME_SECONDS = 1.0
"""Who presses Ctrl-C again within this time means the same one."""


class _CtrlC:
    """The handler of the signal, and when it came for the last time."""

    came: float | None = None

    def __call__(self, *signal_and_frame: object) -> None:
        now = time.monotonic()
        if self.came is None or now > self.came + SAME_SECONDS:
            self.came = now
            raise KeyboardInterrupt


_ctrl_c = _CtrlC()


def check() -> None:
    """Raise the KeyboardInterrupt of a Ctrl-C again, in case something swallowed it."""
    if _ctrl_c.came is not None:
        raise KeyboardInterrupt


def _unheard(unraisable: Any) -> None:
    """What to say of an exception that nobody can catch: nothing if it is a Ctrl-C, which check() raises again."""
    if not isinstance(unraisable.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)


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
    """The whole program: whatever Ctrl-C leads to in here ends it with STOPPED; its end cannot be stopped."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where it is to be ignored
        signal.signal(signal.SIGINT, _ctrl_c)
        sys.unraisablehook = _unheard
    try:
        yield
    except BaseException:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if _ctrl_c.came is None:
            raise
        from gettext import gettext as _  # here, since until now every import could be stopped

        print(_("grader: stopped. This is not a grade."), file=sys.stderr)
        raise SystemExit(STOPPED) from None
