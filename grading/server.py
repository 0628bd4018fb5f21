"""Loaded first by the server process: when the server ends, nothing of its workers is left.

The server ends when its grader does, even one that was killed and could not clean up.
"""

import atexit
import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path


def take_along(folder: str, server: int) -> None:
    """Kill the workers, remove the folder that they wrote to, and end."""
    if os.getpid() != server:  # a worker, whose submission ran what is kept for the end
        return
    with suppress(OSError):
        for worker in Path(f"/proc/self/task/{server}/children").read_text().split():
            with suppress(OSError):
                os.kill(int(worker), signal.SIGKILL)
                os.waitpid(int(worker), 0)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


if "SOFTMAX_KIT_FOLDER" in os.environ:
    atexit.register(take_along, os.environ["SOFTMAX_KIT_FOLDER"], os.getpid())
