"""A terminal of the kit's tests: a program in it has a keyboard, and what it shows can be read."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

import pyte

from tests.kit.answers import KIT

ROWS, COLUMNS = 40, 80


class Terminal:
    """Runs grader.py with these arguments; a context manager, whose end ends the program."""

    def __init__(self, arguments: Sequence[object], **environment: str) -> None:
        self.keyboard, self.screen_end = pty.openpty()
        fcntl.ioctl(self.screen_end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        variables = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self.program = subprocess.Popen(
            [sys.executable, KIT / "grader.py", *map(str, arguments)], cwd=KIT, start_new_session=True,
            stdin=self.screen_end, stdout=self.screen_end, stderr=self.screen_end,
            env={**variables, "TERM": "xterm-256color", **environment},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C is a signal
        )  # fmt: skip

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *exception: object) -> None:
        self.program.kill()
        self.program.wait()
        os.close(self.keyboard)
        os.close(self.screen_end)

    @property
    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).strip()

    def press(self, keys: str) -> None:
        os.write(self.keyboard, keys.encode())

    def until(self, *texts: str, seconds: float = 60) -> str:
        """What is shown once all of these texts are, on one line or wrapped."""
        give_up = time.monotonic() + seconds
        while not all(text in " ".join(self.shown.split()) for text in texts):
            assert time.monotonic() < give_up, f"{texts} did not come:\n{self.shown}"
            self._read(0.05)
        return self.shown

    def ended(self, seconds: float = 20) -> int:
        """The exit code of the program, once it has ended."""
        give_up = time.monotonic() + seconds
        while self.program.poll() is None:
            assert time.monotonic() < give_up, f"it goes on:\n{self.shown}"
            self._read(0.05)
        return self.program.returncode

    def _read(self, seconds: float) -> None:
        if select.select([self.keyboard], [], [], seconds)[0]:
            self.stream.feed(os.read(self.keyboard, 65_536))

    def settings(self) -> list[object]:
        """How the terminal treats what is typed."""
        return termios.tcgetattr(self.screen_end)

    def processes(self) -> list[int]:
        """The program's own and all that it started, by id."""
        known = map(int, filter(str.isdigit, os.listdir("/proc")))
        return [process for process in known if _session(process) == self.program.pid]

    def processor_seconds(self) -> float:
        """What the program and all that it started have used."""
        ticks = sum(int(number) for process in self.processes() for number in _status(process)[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")


def _session(process: int) -> int | None:
    return int(found[3]) if (found := _status(process)) else None


def _status(process: int) -> list[str]:
    """What /proc says of a process, from its state on; nothing if it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
