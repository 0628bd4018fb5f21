"""The folder that a worker may write to, and who watches that it fills neither the disk nor the list of threads."""

import os
import secrets
import shutil
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from language import N_

MAX_BYTES = 64 << 20
MAX_ENTRIES = 1_000
MAX_THREADS = 256
LOOK_SECONDS = 0.2
FILLED = N_("{call} filled the folder for its temporary files and was stopped.")
TOO_MANY_THREADS = N_("{call} started hundreds of threads and was stopped.")


class Scratch:
    """A folder of its own for one worker, until close(); a submission that holds too much is stopped.

    The kernel limits the size of one file; there is no limit on their number, nor, for root, on that of threads, so
    somebody looks from time to time.
    """

    def __init__(self, parent: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=parent))
        self.excess = ""
        self._closed = threading.Event()

    def watch(self, process_id: int, stop: Callable[[], None]) -> None:
        """Call stop, from a thread of its own, if the process holds too much before close(); `excess` says of what."""
        threading.Thread(target=self._look, args=(process_id, stop), daemon=True).start()

    def _look(self, process_id: int, stop: Callable[[], None]) -> None:
        while not self._closed.wait(LOOK_SECONDS):
            if threads(process_id) > MAX_THREADS:
                self.excess = TOO_MANY_THREADS
            elif overflows(self.folder) or sum(removed_files(process_id, self.folder)) > MAX_BYTES:
                self.excess = FILLED
            if self.excess:
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
                        size += _room(entry.stat(follow_symlinks=False))
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except FileNotFoundError:  # it was removed meanwhile
            continue
        except OSError:  # it may not be listed, or lies too deep to have a name
            return True
        if entries > MAX_ENTRIES or size > MAX_BYTES:
            return True
    return False


def _room(status: os.stat_result) -> int:
    """The bytes of a file, or those set aside for it."""
    return max(status.st_size, 512 * getattr(status, "st_blocks", 0))


def threads(process_id: int) -> int:
    """How many threads a process has; 0 where that is not to be seen."""
    with suppress(OSError):
        return len(os.listdir(f"/proc/{process_id}/task"))
    return 0


def removed_files(process_id: int, folder: Path) -> Iterator[int]:
    """The bytes of files of the folder that have no name any more, as a process holds them open, or in memory."""
    if not os.path.isdir(held := f"/proc/{process_id}"):
        return
    with suppress(OSError):
        for handle in os.listdir(f"{held}/fd"):
            with suppress(OSError):
                status = os.stat(f"{held}/fd/{handle}")
                if stat.S_ISREG(status.st_mode) and not status.st_nlink:
                    yield _room(status)
    with suppress(OSError), open(f"{held}/maps", "rb") as mappings:
        for line in mappings:
            if line.endswith(b"(deleted)\n") and os.fsencode(f" {folder}/") in line:
                first, last = line.split(maxsplit=1)[0].split(b"-")
                yield int(last, 16) - int(first, 16)


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
