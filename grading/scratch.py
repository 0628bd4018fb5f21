"""The folder that a worker may write to, and who watches that it does not fill the disk."""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

MAX_BYTES = 64 << 20
MAX_ENTRIES = 1_000
LOOK_SECONDS = 0.1


class Scratch:
    """A folder of its own for one worker, until close(); a submission that fills it is stopped.

    The kernel limits the size of one file; there is no limit on their number, so a thread looks from time to time.
    """

    def __init__(self, parent: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=parent))
        self.overflowed = False
        self._closed = threading.Event()

    def watch(self, stop: Callable[[], None]) -> None:
        """Call stop, from a thread of its own, if too much is written before close()."""
        threading.Thread(target=self._look, args=(stop,), daemon=True).start()

    def _look(self, stop: Callable[[], None]) -> None:
        while not self._closed.wait(LOOK_SECONDS):
            if overflows(self.folder):
                self.overflowed = True
                stop()
                return

    def close(self) -> None:
        """Let the folder go, with all that is in it; what wrote to it has to be gone."""
        self._closed.set()
        shutil.rmtree(self.folder, ignore_errors=True)


def overflows(folder: Path) -> bool:
    """Whether a folder holds more than a submission may write; links are not followed."""
    entries = size = 0
    for path, folders, files in os.walk(folder):
        entries += len(folders) + len(files)
        if entries > MAX_ENTRIES:
            return True
        for file in files:
            with suppress(OSError):
                size += os.lstat(os.path.join(path, file)).st_size
    return size > MAX_BYTES
