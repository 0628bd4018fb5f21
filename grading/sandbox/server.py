"""Loaded first by the server process: when the server ends, nothing of its workers is left.

The server ends when its grader does, even one that was killed and could not clean up.
"""

import atexit
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from grading.sandbox import scratch


def clean_up(folder: str, server: int) -> None:
    """Kill the workers, remove the folder that they wrote to, and end."""
    if os.getpid() != server:  # a worker, whose submission ran what is kept for the end
        return
    with suppress(OSError):
        for worker in Path(f"/proc/self/task/{server}/children").read_text().split():
            with suppress(OSError):
                os.kill(int(worker), signal.SIGKILL)
                os.waitpid(int(worker), 0)
    scratch.remove(Path(folder))
    os._exit(0)


def _without_broken_pipes(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Print no traceback where the grader was killed while it was sending something."""
    if not isinstance(error, EOFError | BrokenPipeError):
        sys.__excepthook__(kind, error, traceback)


def _clean_up_at_the_end(folder: str, server: int) -> None:
    """Clean up whether the grader has ended or asks for it by SIGTERM, which ends a worker as usual."""
    atexit.register(clean_up, folder, server)
    signal.signal(signal.SIGTERM, lambda *_: clean_up(folder, server))
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    sys.excepthook = _without_broken_pipes


if "SOFTMAX_KIT_FOLDER" in os.environ:
    _clean_up_at_the_end(os.environ["SOFTMAX_KIT_FOLDER"], os.getpid())

    from grading.sandbox.untrusted import operators

    operators.notes()  # here, once for all of its workers
