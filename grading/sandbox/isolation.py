"""How workers are started: from a clean server process, without our environment, main program and folder.

The server has imported torch and nothing else of a grade (on Linux; elsewhere each worker is a fresh
interpreter), so that a worker starts in milliseconds. Nothing here imports torch: the server can load it
while this process does the same.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from multiprocessing import forkserver, process, resource_tracker, util
from os import environ  # this process's own, also while os.environ is a copy of it
from pathlib import Path
from typing import IO, Any

from grading import KIT
from grading.results import NoGrade
from grading.sandbox import scratch, signals

PASSED_ON = (
    *("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV"),
    *("OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS"),
)
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


@dataclass(frozen=True)
class Deadlines:
    """How long a submission may take, in seconds; the trusted process holds the clock.

    load: to import one file. call: one call. exercise: all calls of one exercise, which need milliseconds.
    submission: all that its code does, the training too: right answers that loop over samples in Python train on
    60,000 images for up to 100 seconds, alone on a machine of two cores.
    """

    load: float = 10.0
    call: float = 10.0
    exercise: float = 30.0
    submission: float = 300.0


@cache
def workers_folder() -> Path:
    """Where the workers of this process have their folders, and their server its socket.

    It is gone when this process is: on Linux however it ends, since then the server takes it along. Only if this
    process is killed in the instant before it has started the server, an empty folder stays.
    NoGrade if there is no place for it.
    """
    try:
        parent = tempfile.gettempdir()
        if sys.platform == "linux" and len(os.fsencode(parent)) > LONGEST_SOCKET_FOLDER:
            parent = "/tmp"
        folder = Path(tempfile.mkdtemp(prefix="softmax-kit-", dir=parent))
    except OSError as error:
        message = _(
            "There is no place for temporary files ({error}). Set TMPDIR to a folder with space and a short name."
        )
        raise NoGrade(message.format(error=error)) from error
    process.current_process()._config["tempdir"] = str(folder)  # type: ignore[attr-defined]  # it has no public name
    util.Finalize(None, _end_workers, exitpriority=_FIRST)
    util.Finalize(None, scratch.remove, args=(folder,), exitpriority=_LAST)
    return folder


def _end_workers() -> None:
    """Kill the workers, since multiprocessing would ask them to end and wait for an answer, and end their server.

    The server removes the folder while this process waits: so it is gone too if this one is killed meanwhile.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an end cannot be ended
    for worker in multiprocessing.active_children():
        if worker.daemon:
            worker.kill()
    server = getattr(forkserver._forkserver, "_forkserver_pid", None)  # it has no public name
    if server is not None:
        with suppress(OSError):
            os.kill(server, signal.SIGTERM)
            os.waitpid(server, 0)


@contextmanager
def clean_start(isolation: Isolation) -> Iterator[None]:
    """Let what is started inside see nothing of our main program, environment and current folder.

    A worker that a running server starts has the server's environment, so that only our main program has to be hidden,
    and other threads are not disturbed.
    """
    with _main_program_hidden():
        if isolation.start_method == "forkserver" and _server_runs():
            with signals.held():
                yield
        else:
            with _clean_environment():
                yield


@contextmanager
def _main_program_hidden() -> Iterator[None]:
    main = sys.modules["__main__"]
    hidden: dict[str, Any] = {
        name: main.__dict__.pop(name) for name in ("__file__", "__spec__") if name in main.__dict__
    }
    main.__spec__ = None
    try:
        yield
    finally:
        main.__dict__.update(hidden)


@contextmanager
def _clean_environment() -> Iterator[None]:
    """No variables but those that are passed on, the kit's folder, and no signals.

    Ctrl-C and the like, which a terminal sends to all processes, are for this one to end the others.
    """
    before, folder = dict(environ), os.getcwd()
    with suppress(OSError):  # workers_folder says so
        tempfile.gettempdir()  # it asks the environment, once
    try:
        environ.clear()
        environ.update({name: before[name] for name in PASSED_ON if name in before})
        os.chdir(KIT)
        if os.name == "posix":
            resource_tracker.ensure_running()  # first: before Python 3.12.9 its start lifts the mask
        with signals.held():
            workers = str(workers_folder())  # last: until there is a server, nobody takes it along
            environ.update(PYTHONPATH=str(KIT), SOFTMAX_KIT_FOLDER=workers, TMPDIR=workers)
            yield
    finally:
        os.chdir(folder)
        environ.clear()
        environ.update(before)


def start_server(isolation: Isolation) -> None:
    """Let the server process start in the background; the first worker then need not wait for it."""
    if isolation.start_method == "forkserver" and not _server_runs():
        multiprocessing.set_forkserver_preload(["grading.sandbox.server", "grading.sandbox.untrusted.worker"])
        with clean_start(isolation), _standard_error_in(_error_output()):
            forkserver.ensure_running()


def _server_runs() -> bool:
    server = getattr(forkserver._forkserver, "_forkserver_pid", None)  # it has no public name
    with suppress(OSError):
        return server is not None and os.waitid(os.P_PID, server, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    return False


def last_error_line() -> str:
    """The last line that the server and its workers wrote to standard error; it says why one of them ended."""
    file = _error_output()
    file.seek(0)
    return file.read().decode(errors="replace").rstrip().rpartition("\n")[2]


@cache
def _error_output() -> IO[bytes]:
    return tempfile.TemporaryFile("a+b", dir=workers_folder())


@contextmanager
def _standard_error_in(file: IO[bytes]) -> Iterator[None]:
    """Let the processes that are started inside write their standard error, and tracebacks, into this file."""
    before = os.dup(2)
    os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
