"""The untrusted side: a process that confines itself, loads one submission and answers requests.

A request is a dictionary with an `op`, and gets exactly one reply: {"number", "value"} or {"number",
"raised"}, with what was printed and what was asked for ready-made meanwhile. Nothing that happens in here decides a
point.
"""

import gc
import io
import os
import socket
import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import getitem
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

import torch

import language
from grading import KIT
from grading.sandbox import wire
from grading.sandbox.untrusted import confinement, loader, operators

KEPT_OUTPUT = 2_000
MAX_TEXT = 2_000


class BoundedOutput(io.BufferedIOBase):
    """What is printed goes here: it keeps the first bytes, and never fills the memory."""

    def __init__(self) -> None:
        self.kept = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.kept += bytes(data[: max(0, KEPT_OUTPUT - len(self.kept))])
        return len(data)

    def fileno(self) -> int:
        """For libraries that want one; what they write there goes nowhere."""
        return 1

    def take(self) -> str:
        taken, self.kept = self.kept, b""
        return taken.decode("utf-8", errors="replace")


class Answers:
    """What the worker can be asked to do, and what it keeps between two requests."""

    def __init__(self) -> None:
        self.objects: dict[str, Any] = {}
        self.folder = ""
        self.result: Any = None
        self.inputs: list[torch.Tensor] = []
        self.scenario = ModuleType("scenario")

    def stage(self, scenario: str) -> None:
        """Take over the text of what runs beside the submission."""
        exec(compile(scenario, "scenario", "exec", dont_inherit=True), self.scenario.__dict__)
        operators.notes().give(self.scenario)

    def install(self, sources: Mapping[str, str], folder: str, replaced: loader.Replaced) -> None:
        """Take over the files of a submission, and what of the kit's own stands in for some of their names."""
        self.folder = operators.notes().folder = folder
        loader.install(sources, folder, replaced)

    def load(self, module: str, name: str) -> str:
        """Load a module; "callable" if its object of this name can be called, else "value", or "nothing"."""
        try:
            self.objects[name] = loader.load(module, name)
        except loader.NoSuchName:
            return "nothing"
        return "callable" if callable(self.objects[name]) else "value"

    def create(self, name: str, key: str, args: list[Any]) -> None:
        self.objects[key] = self.objects[name](*args)

    def call(self, name: str, method: str, args: list[Any]) -> dict[str, Any]:
        """Call an object or one of its methods; with the value come the arguments as they are afterwards."""
        self.inputs = [arg for arg in args if isinstance(arg, torch.Tensor)]
        function = self.objects[name]
        if method:  # Python looks for an index on the class, so that what an object alone has is no answer
            function = partial(getitem, function) if method == "__getitem__" else getattr(function, method)
        with operators.OperatorLog() as log:
            self.result = function(*args)
        return {"value": self.result, "args": args, "operators": dict(log.counts)}

    def backward(self, upstream: torch.Tensor) -> list[torch.Tensor | None]:
        """The gradients of the last call's result, for those of its inputs that require them."""
        inputs = [tensor for tensor in self.inputs if tensor.requires_grad]
        for tensor in inputs:
            tensor.grad = None
        # A gradient handed to backward() makes torch import a computer algebra system, a third of a second.
        (self.result * upstream).sum().backward(retain_graph=True)
        return [tensor.grad for tensor in inputs]

    def play(self, name: str, arguments: dict[str, Any]) -> Any:
        """Let a function of the scenario play with the submission's objects."""
        return getattr(self.scenario, name)(self.objects, **arguments)


def _described(error: BaseException, folder: str) -> dict[str, Any]:
    """An exception as plain data: its type, its text, and the lines of the submission that it passed through."""
    try:
        text = str(error)[:MAX_TEXT]
    except BaseException:  # a submission's own __str__ may do anything
        text = ""
    frames: list[list[Any]] = []
    traceback: TracebackType | None = error.__traceback__
    while traceback and len(frames) < 1_000:
        code = traceback.tb_frame.f_code
        if code.co_filename.startswith(f"{folder}/"):
            frames.append([code.co_filename.removeprefix(f"{folder}/"), traceback.tb_lineno, code.co_name])
        traceback = traceback.tb_next
    types = [kind.__name__ for kind in type(error).__mro__]
    return {"type": types[0], "not_written": "NotImplementedError" in types, "text": text, "frames": frames[-5:]}


def _reply(connection: socket.socket, answers: Answers, request: dict[str, Any], output: BoundedOutput) -> None:
    reply: dict[str, Any] = {"number": request.pop("number"), "ready_made": []}
    op = request.pop("op")
    try:
        with operators.notes().during(op) as reply["ready_made"]:
            answer: Callable[..., Any] = getattr(answers, op)
            reply["value"] = wire.encoded(answer(**request))  # a tensor of a class of theirs may compute only now
    except BaseException as error:  # SystemExit and KeyboardInterrupt too: they are answers, not the end
        reply["raised"] = _described(error, answers.folder)
    reply["printed"] = output.take()
    try:
        wire.send(connection, reply, max_bytes=wire.MAX_REPLY_BYTES)
    except (wire.Closed, OSError):
        os._exit(0)
    except Exception as error:  # a value that does not encode, or is too large
        described = {**_described(error, answers.folder), "frames": []}
        wire.send(connection, {"number": reply["number"], "ready_made": [], "raised": described, "printed": ""})


@dataclass(frozen=True)
class Settings:
    """How a worker starts, and without which layers of the confinement."""

    without: tuple[str, ...]
    scratch: str
    language: str


def _close_other_files(connection: socket.socket) -> None:
    """Leave open only standard input, output and error, on the null device, and the connection."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(null, standard)
    os.closerange(3, connection.fileno())
    os.closerange(connection.fileno() + 1, 65_536)


def _left_as_it_is(model: Any = None, **options: Any) -> Any:
    return (lambda model: model) if model is None else model


def main(connection: socket.socket, settings: Settings) -> None:
    """Confine this process, say which layers it wears, then answer until the connection closes."""
    if os.name == "posix":
        _close_other_files(connection)
    os.environ.update(TMPDIR=settings.scratch, MPLCONFIGDIR=settings.scratch, MPLBACKEND="Agg")
    os.chdir(settings.scratch)
    output = BoundedOutput()
    sys.stdin = open(os.devnull)  # noqa: SIM115  (open for the rest of the process's life)
    sys.stdout = sys.stderr = io.TextIOWrapper(output, "utf-8", "backslashreplace", write_through=True)
    sys.path[:] = [path for path in sys.path if path and Path(path).resolve() != KIT]  # installed through a link, too
    # More would wait for each other where other programs use the cores: measured, ten times as long.
    torch.set_num_threads(1)
    torch.compile = _left_as_it_is  # it would start a compiler, in another process
    language.use(settings.language)
    warnings.simplefilter("ignore")
    active, missing = confinement.confine(Path(settings.scratch), settings.without)
    wire.send(connection, {"active": list(active), "missing": list(missing)})
    operators.notes()
    gc.freeze()
    answers = Answers()
    while True:
        try:
            request = wire.receive(connection, max_bytes=None)
        except wire.Closed:
            return
        _reply(connection, answers, request, output)
