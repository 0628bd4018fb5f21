"""The trusted side of a worker: starts it, asks it, waits no longer than the deadline, kills it.

How processes are started is in isolation.py.
"""

import multiprocessing
import secrets
import select
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from multiprocessing.process import BaseProcess
from typing import Any

import language
from grading.results import CodeFailed, NoGrade, Raised, TimedOut, Violated
from grading.sandbox import machine, wire
from grading.sandbox.isolation import Isolation, clean_start, last_error_line, start_server, workers_folder
from grading.sandbox.scratch import Scratch
from language import N_

KNOWN_ENDINGS = {
    -9: N_(
        "{call} was killed by the system (signal 9), as happens when memory runs out. "
        "If your code makes nothing large, this machine has too little of it."
    ),
    -11: N_("{call} crashed the Python interpreter (segmentation fault)."),
}
"""What a call came to, by the exit code of its process."""
START_SECONDS = 180
"""How long a worker may take to start; this is the kit's own code, and a cold disk is slow."""


@dataclass(frozen=True)
class Noted:
    """A ready-made operator that was called: its name and kind, and the line of each file that led there.

    The innermost file comes first.
    """

    operator: str
    kind: str
    lines: Mapping[str, int]


@dataclass(frozen=True)
class Reply:
    """What came back for one request; `printed` is the beginning of what the code printed meanwhile."""

    value: Any
    raised: Raised | None
    printed: str
    ready_made: tuple[Noted, ...] = ()


@dataclass
class Worker:
    """A process that holds one submission. Use it as a context manager: leaving kills and reaps it."""

    process: BaseProcess
    connection: socket.socket
    scratch: Scratch
    active: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    alive: bool = field(default=True)

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *exception: object) -> None:
        self.kill()

    def kill(self) -> None:
        """End the process and wait until it is gone, with what it left in its scratch folder."""
        if self.alive:
            self.alive = False
            self.connection.close()
            self.process.kill()
            self.process.join()
            self.scratch.close()

    def ask(self, op: str, what: str, seconds: float, **arguments: Any) -> Reply:
        """Send a request, which messages call `what`, and return its reply.

        TimedOut when the worker has not answered after so many seconds, CodeFailed when its process ended,
        Violated when it answered something else than one reply; in each case the worker is dead afterwards.
        """
        deadline = time.monotonic() + seconds
        number = secrets.randbits(48)
        try:
            if select.select([self.connection], [], [], 0)[0]:
                if not self.connection.recv(1, socket.MSG_PEEK):
                    raise wire.Closed
                raise wire.WireError(_("it spoke without being asked"))
            wire.send(self.connection, {"number": number, "op": op, **arguments}, deadline)
            return _checked(wire.receive(self.connection, deadline), number)
        except TimeoutError:
            self.kill()
            calling = _("{call} timed out after {seconds:.0f} s. A loop that never ends is the usual cause.")
            loading = _(
                "{call} timed out after {seconds:.0f} s. What stands outside of functions runs at once, and a "
                'training, a download, a pause or a loop there takes long. Put it below `if __name__ == "__main__":`.'
            )
            message = loading if op == "load" else calling
            raise TimedOut(message.format(call=what, seconds=seconds)) from None
        except wire.WireError as error:
            self.kill()
            message = _("{call} broke the rules of the sandbox: {problem}.")
            raise Violated(message.format(call=what, problem=error)) from None
        except (wire.Closed, OSError):
            raise CodeFailed(self._how_it_ended(what)) from None

    def _how_it_ended(self, what: str) -> str:
        self.process.join(timeout=5)
        code = self.process.exitcode
        self.kill()
        if self.scratch.excess:
            return _(self.scratch.excess).format(call=what)
        if code in KNOWN_ENDINGS:
            return _(KNOWN_ENDINGS[code]).format(call=what)
        if code is not None and code < 0:
            return _("{call} was killed by signal {signal}.").format(call=what, signal=-code)
        message = _("{call} ended the whole Python process (exit code {code}), for instance by os._exit.")
        return message.format(call=what, code=code)


def _checked(reply: Any, number: int) -> Reply:
    """The reply of a worker as a record; WireError unless it has exactly the form that the worker sends."""
    match reply:
        case {"number": int(answered), "printed": str(printed), "ready_made": list(ready_made), **rest}:
            if answered != number or len(rest) != 1 or len(printed) > 4_000:
                raise wire.WireError(_("a reply answers another question"))
            if "value" in rest:
                return Reply(rest["value"], None, printed, _noted(ready_made))
            match rest.get("raised"):
                case {"type": str(kind), "not_written": bool(unwritten), "text": str(text), "frames": list(frames)}:
                    return Reply(None, Raised(kind[:200], unwritten, text[:4_000], _frames(frames)), printed)
    raise wire.WireError(_("a reply has another form"))


def _noted(notes: list[Any]) -> tuple[Noted, ...]:
    found = []
    for note in notes[:100]:
        match note:
            case (str(operator), str(kind), dict(lines)) if all(type(line) is int for line in lines.values()):
                found.append(Noted(operator[:200], kind, lines))
            case _:
                raise wire.WireError(_("a reply has another form"))
    return tuple(found)


def _frames(frames: list[Any]) -> tuple[tuple[str, int, str], ...]:
    found = []
    for frame in frames[:20]:
        match frame:
            case [str(file), int(line), str(function)] if type(line) is int:
                found.append((file[:200], line, function[:200]))
            case _:
                raise wire.WireError(_("a reply has another form"))
    return tuple(found)


_ahead: dict[tuple[Isolation, str], list[Worker]] = {}
"""Workers that were started before anybody needs them, by how they were started and by their language."""


def start(isolation: Isolation) -> Worker:
    """Start a worker, or take one that was started ahead, and wait until it is confined.

    NoGrade if the kit's own part of it does not come up.
    """
    with _no_grade_without_processes():
        return _confined(_taken(isolation) or _launched(isolation), isolation)


def start_ahead(isolation: Isolation, workers: int) -> None:
    """Have so many workers on their way, which the next calls of start() need not wait for; NoGrade as there.

    They hold nothing yet. Where there is no server, each of them imports torch meanwhile.
    """
    with _no_grade_without_processes():
        on_their_way = _ahead.setdefault((isolation, language.current()), [])
        while len(on_their_way) < workers:
            on_their_way.append(_launched(isolation))


def _taken(isolation: Isolation) -> Worker | None:
    """A worker that was started ahead and has not ended since."""
    on_their_way = _ahead.get((isolation, language.current()), [])
    while on_their_way:
        worker = on_their_way.pop(0)
        if worker.process.is_alive():
            return worker
        worker.kill()
    return None


@contextmanager
def _no_grade_without_processes() -> Iterator[None]:
    try:
        yield
    except EOFError as error:  # the server has ended
        message = _("No sandbox process could be started: {problem}. Look at the limits that `ulimit -a` shows.")
        raise NoGrade(message.format(problem=last_error_line())) from error
    except (OSError, RuntimeError, MemoryError) as error:
        raise NoGrade(machine.explain(error)) from error


def _launched(isolation: Isolation) -> Worker:
    """A worker that confines itself in its own time."""
    from grading.sandbox.untrusted.worker import Settings, main

    start_server(isolation)
    ours, theirs = socket.socketpair()
    scratch = Scratch(workers_folder())
    settings = Settings(isolation.without, str(scratch.folder), language.current())
    context: Any = multiprocessing.get_context(isolation.start_method)
    process = context.Process(target=main, args=(theirs, settings), daemon=True)
    with clean_start(isolation):
        process.start()
    theirs.close()
    return Worker(process, ours, scratch)


def _confined(worker: Worker, isolation: Isolation) -> Worker:
    """Wait until a worker says that it is confined, and by what."""
    process = worker.process
    assert process.pid
    worker.scratch.watch(process.pid, process.kill)
    try:
        hello = wire.receive(worker.connection, time.monotonic() + START_SECONDS)
        worker.active, worker.missing = tuple(hello["active"]), tuple(hello["missing"])
    except (wire.Closed, wire.WireError, TimeoutError, KeyError, TypeError) as error:
        worker.kill()
        message = _("A sandbox process did not start ({error}, exit code {code}).")
        message = message.format(error=type(error).__name__, code=process.exitcode)
        raise NoGrade(f"{message} {last_error_line()}".rstrip()) from error
    if isolation.required and worker.missing:
        worker.kill()
        message = _("The sandbox is not complete on this machine. Missing: {layers}.")
        raise NoGrade(message.format(layers="; ".join(worker.missing)))
    return worker
