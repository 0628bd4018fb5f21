"""When a grader gets its signal: stretches of a grade, each from something that can be watched for, and submissions.

Some submissions are quick; others keep their worker busy, and leave a file in its scratch folder once they were called.
"""

import ctypes
import os
import select
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path
from textwrap import indent

from grading import KIT  # nothing that imports torch: each process of the trials would have to wait for it

OLD_REPORT = '{"score": "of an earlier grade"}\n'
HasBegun = Callable[[], bool]
IN_MODIFY, IN_MOVED_TO = 0x02, 0x80
CALLED = "open('called', 'w').close()\n"


def _texts(folder: str) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in (KIT / folder).glob("*.py")}


def _softmax_that(statements: str) -> dict[str, str]:
    """A softmax that says that it was called, and then does this."""
    body = indent(f"{CALLED}{statements}\nreturn X.exp() / X.exp().sum(1, keepdim=True)\n", "    ")
    return {"softmax.py": f"import os, signal, threading, time\nimport torch\n\n\ndef softmax(X):\n{body}"}


def _all_solved() -> dict[str, str]:
    """The solutions, with epochs that take longer."""
    texts = _texts("solutions")
    head, body = texts["train_epoch.py"].rsplit('"""\n', 1)
    return {**texts, "train_epoch.py": f'{head}"""\n    {CALLED}    __import__("time").sleep(0.3)\n{body}'}


BUSY = {
    "deaf to signals, with threads": _softmax_that(
        "def spin():\n"
        "    while True:\n"
        "        torch.ones(100).sum()\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\n"
        "for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):\n"
        "    signal.signal(number, signal.SIG_IGN)\n"
        "    threading.Thread(target=spin).start()\n"
        "spin()"
    ),
    "writes files": _softmax_that(
        "while True:\n"
        "    for number in range(50):\n"
        "        os.makedirs(f'{number}/deeper', exist_ok=True)\n"
        "        open(f'{number}/deeper/file', 'w').write('x' * 1000)"
    ),
}
SUBMISSIONS = {
    "stubs": _texts("exercises"), "right": _softmax_that("pass"), "all solved": _all_solved(), **BUSY,
}  # fmt: skip
GRADED = {"stubs": [], "all solved": ["trained_model"]}
"""The exercises that are graded, where it is not softmax alone; an empty list is all of them."""
POINTS = {"stubs": (0, 100), **dict.fromkeys(("right", "all solved"), (15, 15)), **dict.fromkeys(BUSY, (0, 15))}
"""What a whole report says: the score and what could be reached."""


class Folders:
    """What one trial has for itself: a submission, the folder of the old report, and one for temporary files."""

    def __init__(self, home: Path, submission: str) -> None:
        self.temporary, self.reports, self.submission = home / "t", home / "reports", home / "submission"
        self.report, self.draft = self.reports / "results.json", ".results.json."
        for path in (self.temporary, self.reports, self.submission):
            path.mkdir()
        for name, text in SUBMISSIONS[submission].items():
            (self.submission / name).write_text(text, encoding="utf-8")
        self.report.write_text(OLD_REPORT)

    def left(self) -> list[str]:
        """What lies in the folders and should be gone after a grade; a draft of the report may stay."""
        beside = [name for name in os.listdir(self.reports) if not name.startswith((self.report.name, self.draft))]
        return [*os.listdir(self.temporary), *beside]


@dataclass(frozen=True)
class Moment:
    """A stretch of a grade: what it begins with, how many seconds it lasts, and with which submissions.

    watch: a context that has to be open before the grader starts, for a function that says whether it has begun.
    """

    watch: Callable[[Folders], AbstractContextManager[HasBegun]]
    seconds: float
    submissions: tuple[str, ...]


def _when_there_is(pattern: str) -> Callable[[Folders], AbstractContextManager[HasBegun]]:
    """In the folder for temporary files; "" is that folder, which is there from the start."""

    @contextmanager
    def watch(folders: Folders) -> Iterator[HasBegun]:
        def is_there() -> bool:
            time.sleep(0.005)
            return bool(glob(str(folders.temporary / pattern)))

        yield is_there

    return watch


def _when_a_report_is(events: int) -> Callable[[Folders], AbstractContextManager[HasBegun]]:
    """inotify sees also what is over in a moment."""

    @contextmanager
    def watch(folders: Folders) -> Iterator[HasBegun]:
        libc = ctypes.CDLL(None, use_errno=True)
        descriptor = libc.inotify_init1(os.O_CLOEXEC)
        assert libc.inotify_add_watch(descriptor, bytes(folders.reports), events) > 0, os.strerror(ctypes.get_errno())
        try:
            yield lambda: bool(select.select([descriptor], [], [], 0.01)[0])
        finally:
            os.close(descriptor)

    return watch


MOMENTS = {
    "start": Moment(_when_there_is(""), 0.25, ("right",)),
    "import of torch": Moment(_when_there_is("softmax-kit-*"), 2.0, ("right",)),
    "worker starts": Moment(_when_there_is("softmax-kit-*/tmp*"), 0.1, ("right", *BUSY)),
    "checks": Moment(_when_there_is("softmax-kit-*/tmp*/called"), 0.5, tuple(BUSY)),
    "training": Moment(_when_there_is("softmax-kit-*/tmp*/called"), 1.5, ("all solved",)),
    "report": Moment(_when_a_report_is(IN_MODIFY), 0.001, ("stubs", "stubs", "right")),
    "end": Moment(_when_a_report_is(IN_MOVED_TO), 0.05, ("stubs", "right")),
}
