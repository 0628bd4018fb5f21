"""How workers are started: from a clean server process, without our environment, main program and folder.

The server has imported torch and nothing else of a grade (on Linux; elsewhere each worker is a fresh
interpreter), so that a worker starts in milliseconds. Nothing here imports torch: the server can load it
while this process does the same.
"""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

KIT = Path(__file__).resolve().parent.parent
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "VIRTUAL_ENV")
"""The environment variables that a worker gets to see: none of them holds a secret."""


@dataclass(frozen=True)
class Isolation:
    """How workers are started. The defaults are the best that this platform offers.

    required: refuse to go on where a layer of the confinement is missing.
    """

    start_method: str = "forkserver" if sys.platform == "linux" else "spawn"
    confine: bool = True
    required: bool = False


@contextmanager
def clean_start() -> Iterator[None]:
    """The server and its workers see neither our environment nor our main program nor our current folder."""
    environment, folder = dict(os.environ), os.getcwd()
    main = sys.modules["__main__"]
    hidden: dict[str, Any] = {
        name: main.__dict__.pop(name) for name in ("__file__", "__spec__") if name in main.__dict__
    }
    main.__spec__ = None
    os.environ.clear()
    os.environ.update({name: environment[name] for name in PASSED_ON if name in environment})
    os.environ["PYTHONPATH"] = str(KIT)
    os.chdir(KIT)
    try:
        yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        main.__dict__.update(hidden)


def start_server(isolation: Isolation) -> None:
    """Let the server process start in the background; the first worker then need not wait for it."""
    if isolation.start_method == "forkserver":
        multiprocessing.set_forkserver_preload(["grading.worker"])
        with clean_start():
            forkserver.ensure_running()
