"""The folder that a worker may write to, and who watches that it does not fill the disk."""

import os
import secrets
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
        remove(self.folder)


def overflows(folder: Path) -> bool:
    """Whether a folder holds more than a submission may write, or hides what it holds; links are not followed."""
    entries = size = 0
    waiting = [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as found:
                for entry in found:
                    entries += 1
                    with suppress(FileNotFoundError):
                        size += entry.stat(follow_symlinks=False).st_size
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except FileNotFoundError:  # it was removed meanwhile
            continue
        except OSError:  # it may not be listed, or lies too deep to have a name
            return True
        if entries > MAX_ENTRIES or size > MAX_BYTES:
            return True
    return False


def remove(folder: Path) -> None:
    """Remove a folder and all that is in it, also what lies deeper than names reach or may not be listed."""
    waiting = [str(folder)]
    while waiting:
        with suppress(OSError):
            for entry in list(os.scandir(waiting.pop())):
                if entry.is_dir(follow_symlinks=False):
                    os.chmod(entry.path, 0o700)
                    moved = str(folder / secrets.token_hex(8))  # up, so that nothing lies deep any more
                    os.rename(entry.path, moved)
                    waiting.append(moved)
    shutil.rmtree(folder, ignore_errors=True)
