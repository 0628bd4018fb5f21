"""How long a learner waits for a verdict after a save, while `grader.py watch` runs."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KIT = Path(__file__).resolve().parent.parent


@contextmanager
def watch(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command on a folder, on a pipe, ready for the first save."""
    command = [sys.executable, "grader.py", "watch", "--lang", "en", "--submission", str(folder)]
    with subprocess.Popen(command, cwd=KIT, stdout=subprocess.PIPE, text=True) as program:
        try:
            await_line(program, "0 of")
            yield program
        finally:
            program.kill()


def seconds_to_verdict(program: "subprocess.Popen[str]", file: Path, text: str, verdict: str) -> float:
    """From the moment at which a file is saved until a line with these words is there to be read."""
    began = time.perf_counter()
    file.write_text(text, encoding="utf-8")
    await_line(program, verdict)
    return time.perf_counter() - began


def await_line(program: "subprocess.Popen[str]", words: str) -> None:
    assert program.stdout
    if not any(words in line for line in program.stdout):
        raise SystemExit(f"watch has ended before it said {words!r}.")
