"""When a grader is ended: stretches of its life, each from something that can be watched for."""

import ctypes
import os
import select
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from tests.kit.signals.victims import BUSY, VICTIMS

OLD_REPORT = '{"score": "of an earlier grade"}\n'
HasBegun = Callable[[], bool]
_IN_MODIFY, _IN_MOVED_TO = 0x02, 0x80


class Folders:
    """What one trial has for itself: a submission, the folder of the old report, and one for temporary files."""

    def __init__(self, home: Path, victim: str) -> None:
        self.temporary, self.reports, self.submission = home / "t", home / "reports", home / "submission"
        self.said, self.report = home / "said", self.reports / "results.json"
        self.between_two_names = self.reports / ".results.json.new"
        for folder in (self.temporary, self.reports, self.submission):
            folder.mkdir()
        for name, text in VICTIMS[victim].items():
            (self.submission / name).write_text(text, encoding="utf-8")
        self.report.write_text(OLD_REPORT)

    def left(self) -> list[str]:
        """What lies in the folders and should be gone after a grade, however it ended."""
        expected = {self.report.name, self.between_two_names.name}
        return [*os.listdir(self.temporary), *(set(os.listdir(self.reports)) - expected)]


@dataclass(frozen=True)
class Moment:
    """A stretch of a grade's life: what it begins with, how many seconds it lasts, and with which submissions.

    watch: a context that has to be open before the grader starts, for a function that says whether it has begun.
    """

    watch: Callable[[Folders], AbstractContextManager[HasBegun]]
    seconds: float
    victims: tuple[str, ...]


@contextmanager
def _at_once(folders: Folders) -> Iterator[HasBegun]:
    yield lambda: True


def _when_there_is(pattern: str) -> Callable[[Folders], AbstractContextManager[HasBegun]]:
    @contextmanager
    def watch(folders: Folders) -> Iterator[HasBegun]:
        def is_there() -> bool:
            time.sleep(0.005)
            return bool(glob(pattern, root_dir=folders.temporary))

        yield is_there

    return watch


def _when_a_report_is(events: int) -> Callable[[Folders], AbstractContextManager[HasBegun]]:
    """inotify sees also what is over in a moment."""

    @contextmanager
    def watch(folders: Folders) -> Iterator[HasBegun]:
        libc = ctypes.CDLL(None, use_errno=True)
        bell = libc.inotify_init1(os.O_CLOEXEC)
        assert libc.inotify_add_watch(bell, bytes(folders.reports), events) > 0, os.strerror(ctypes.get_errno())
        try:
            yield lambda: bool(select.select([bell], [], [], 0.01)[0])
        finally:
            os.close(bell)

    return watch


MOMENTS = {
    "start": Moment(_at_once, 0.25, ("right",)),
    "import of torch": Moment(_when_there_is("softmax-kit-*"), 2.0, ("right",)),
    "worker starts": Moment(_when_there_is("softmax-kit-*/tmp*"), 0.1, ("right", *BUSY)),
    "checks": Moment(_when_there_is("softmax-kit-*/tmp*/called"), 0.5, BUSY),
    "training": Moment(_when_there_is("softmax-kit-*/tmp*/called"), 1.5, ("all solved",)),
    "report": Moment(_when_a_report_is(_IN_MODIFY), 0.001, ("stubs", "stubs", "right")),
    "end": Moment(_when_a_report_is(_IN_MOVED_TO), 0.2, ("stubs", "right")),
}
