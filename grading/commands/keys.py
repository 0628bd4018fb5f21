"""Single keys of a terminal, heard by a thread of their own, without Enter and without being shown."""

import os
import sys
import threading
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from grading.sandbox import signals

if sys.platform != "win32":
    import termios

LOOK_SECONDS = 0.05
"""How often Windows is asked for a key: it has nothing to wait for."""
OTHER = "other"
"""A key that is no character, such as an arrow."""
CLOSED = ""
"""In place of a key: the terminal is gone."""
INTERRUPT, WINDOWS_PREFIXES, ESCAPE = "\x03", "\x00\xe0", "\x1b"


class Keyboard:
    """Calls on_key, from its thread, with each key that is pressed: a small letter, OTHER, or CLOSED at the end.

    Between start() and stop() the terminal of standard input shows no keys; Ctrl-C stays a signal. What is typed
    while `deaf` is lost.
    """

    def __init__(self, on_key: Callable[[str], None]) -> None:
        self.on_key = on_key
        self.deaf = False
        self._before: list[Any] | None = None

    def start(self) -> None:
        self.take()
        listen = self._listen_on_windows if sys.platform == "win32" else self._listen
        with signals.held():
            threading.Thread(target=listen, daemon=True).start()

    def take(self) -> None:
        """Let the terminal hand over each key at once."""
        if sys.platform != "win32":
            self._before = termios.tcgetattr(0)
            quiet = termios.tcgetattr(0)
            quiet[3] &= ~(termios.ICANON | termios.ECHO)
            termios.tcsetattr(0, termios.TCSANOW, quiet)

    def stop(self) -> None:
        """Leave the terminal as it was, unless it is another program's by now."""
        if sys.platform != "win32" and self._before is not None:
            with suppress(OSError, termios.error):  # it is gone
                if os.tcgetpgrp(0) == os.getpgrp():
                    termios.tcsetattr(0, termios.TCSANOW, self._before)

    def _listen(self) -> None:
        while True:
            try:
                typed = os.read(0, 1024)
            except OSError:
                typed = b""
            if not typed:
                self.on_key(CLOSED)
                return
            self._hear(typed.decode(errors="replace"))

    def _listen_on_windows(self) -> None:
        import msvcrt

        while True:
            self._hear(typed_on_windows(msvcrt))
            time.sleep(LOOK_SECONDS)

    def _hear(self, typed: str) -> None:
        for key in [] if self.deaf else keys_in(typed):
            self.on_key(key)


def typed_on_windows(console: Any) -> str:
    """What is waiting at the console, the module msvcrt; a key that is no character becomes an escape."""
    typed = ""
    while console.kbhit():
        character = console.getwch()
        if character in WINDOWS_PREFIXES:
            console.getwch()  # which key it was
            character = ESCAPE
        typed += character
    return typed


def keys_in(typed: str) -> list[str]:
    """The keys of what a terminal sent at once: a full-width letter is the letter, an escape sequence one key."""
    if typed.startswith(ESCAPE):
        return [OTHER]
    plain = unicodedata.normalize("NFKC", typed).lower()
    return [key if key.isprintable() or key == INTERRUPT else OTHER for key in plain]
