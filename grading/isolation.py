"""How workers are started: from a clean server process, without our environment, main program and folder.

The server has imported torch and nothing else of a grade (on Linux; elsewhere each worker is a fresh
interpreter), so that a worker starts in milliseconds. Nothing here imports torch: the server can load it
while this process does the same.
"""

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver, util
from pathlib import Path
from typing import Any

KIT = Path(__file__).resolve().parent.parent
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "VIRTUAL_ENV")
"""The environment variables that a worker gets to see: none of them holds a secret."""
LONGEST_SOCKET_FOLDER = 50
"""Bytes of the name of a folder in which a socket still has a name of at most 107 bytes, as sockets need."""
_FIRST, _LAST = 100, -200
"""Priorities at the end of this process: before and after all that multiprocessing does there."""


@dataclass(frozen=True)
class Isolation:
    """How workers are started. The defaults are the best that this platform offers.

    without: layers of the confinement to leave off, to see what a machine is like that has none of them.
    required: refuse to go on where a layer is missing.
    """

    start_method: str = "forkserver" if sys.platform == "linux" else "spawn"
    without: tuple[str, ...] = ()
    required: bool = False


@cache
def workers_folder() -> Path:
    """Where the workers of this process have their folders, and their server its socket.

    It is gone when this process is: on Linux however it ends, since then the server takes it along.
    """
    parent = tempfile.gettempdir()
    if sys.platform == "linux" and len(os.fsencode(parent)) > LONGEST_SOCKET_FOLDER:
        parent = "/tmp"
    folder = Path(tempfile.mkdtemp(prefix="softmax-kit-", dir=parent))
    util.Finalize(None, _end_server, exitpriority=_FIRST)
    util.Finalize(None, shutil.rmtree, args=(folder,), kwargs={"ignore_errors": True}, exitpriority=_LAST)
    return folder


def _end_server() -> None:
    """End the server, and with it its workers, before multiprocessing asks these to end and waits for an answer."""
    server = getattr(forkserver._forkserver, "_forkserver_pid", None)  # it has no public name
    if server is not None:
        with suppress(OSError):
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)


@contextmanager
def clean_start() -> Iterator[None]:
    """The server and its workers see neither our environment nor our main program nor our current folder.

    Nor do they see Ctrl-C, which a terminal sends to all of them: it is for this process to end them.
    """
    environment, folder, temporary = dict(os.environ), os.getcwd(), tempfile.tempdir
    main = sys.modules["__main__"]
    hidden: dict[str, Any] = {
        name: main.__dict__.pop(name) for name in ("__file__", "__spec__") if name in main.__dict__
    }
    main.__spec__ = None
    tempfile.tempdir = str(workers_folder())
    os.environ.clear()
    os.environ.update({name: environment[name] for name in PASSED_ON if name in environment})
    os.environ.update(PYTHONPATH=str(KIT), SOFTMAX_KIT_FOLDER=tempfile.tempdir, TMPDIR=tempfile.tempdir)
    os.chdir(KIT)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if os.name == "posix" else set()
    try:
        yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = temporary
        main.__dict__.update(hidden)
        if os.name == "posix":
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_server(isolation: Isolation) -> None:
    """Let the server process start in the background; the first worker then need not wait for it."""
    if isolation.start_method == "forkserver":
        multiprocessing.set_forkserver_preload(["grading.server", "grading.worker"])
        with clean_start():
            forkserver.ensure_running()
