"""When a learner's files are saved, also by editors that write another file and rename it, or write in many steps."""

import os
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

from grading.sandbox import signals

STEP, LONGEST_STORM = 30, 400
"""Milliseconds of quiet after which saves are one, and after which they are even if there is no quiet."""
LOOK_MILLISECONDS = 1_000
"""How often it is looked whether the folder is still the same."""


def report_saves(folder: Path, on_save: Callable[[Collection[str]], None]) -> None:
    """Call on_save, from a thread, with the names of the Python files of a folder that changed, came or went.

    A folder that goes and comes back is watched again; then all that it holds may have changed.
    """
    import watchfiles  # noqa: F401  (here, where somebody hears that it is not installed)

    with signals.held():
        threading.Thread(target=_report, args=(folder, on_save), daemon=True).start()


def _report(folder: Path, on_save: Callable[[Collection[str]], None]) -> None:
    watched, polling = _identity(folder), None
    while True:
        now = _identity(folder)
        if now and now != watched:
            watched = now
            with suppress(OSError):
                on_save({entry.name for entry in os.scandir(folder) if _is_python(entry.name)})
        if now:
            try:
                for files in _saves(folder, polling):
                    on_save(files)
            except (OSError, RuntimeError):  # the folder is gone, or the system watches no more files
                polling = True
        time.sleep(LOOK_MILLISECONDS / 1_000)


def _saves(folder: Path, polling: bool | None) -> Iterator[set[str]]:
    """The names of files that were saved together, as long as the folder is the same."""
    from watchfiles import watch  # late: most commands do without

    watched = _identity(folder)
    changes = watch(
        folder, watch_filter=lambda change, path: _is_python(path), debounce=LONGEST_STORM, step=STEP,
        rust_timeout=LOOK_MILLISECONDS, yield_on_timeout=True, recursive=False, raise_interrupt=False,
        force_polling=polling,
    )  # fmt: skip
    for found in changes:
        if found:
            yield {Path(path).name for _change, path in found}
        if _identity(folder) != watched:
            return


def _is_python(path: str) -> bool:
    return path.endswith(".py")


def _identity(folder: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = folder.stat()
        return status.st_dev, status.st_ino
    return None
