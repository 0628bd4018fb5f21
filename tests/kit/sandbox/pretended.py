"""Workers that are only pretended: threads of this process that answer requests with what a test wants them to."""

import ast
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from unittest.mock import Mock

from course import EXERCISES
from grading.sandbox import wire
from grading.sandbox.isolation import workers_folder
from grading.sandbox.process import Worker
from grading.sandbox.scratch import Scratch
from grading.sandbox.untrusted.worker import Answers
from tests.kit.answers import folder

Serve = Callable[[socket.socket], None]


def pretended_worker(serve: Serve) -> Worker:
    """A worker whose side of the connection is served by this function, in a thread."""
    ours, theirs = socket.socketpair()

    def run() -> None:
        with theirs, suppress(OSError, wire.Closed):  # the trusted side hangs up when it has seen enough
            serve(theirs)

    threading.Thread(target=run, daemon=True).start()
    return Worker(Mock(exitcode=0), ours, Scratch(workers_folder()))


def solved() -> Answers:
    """The worker's own answers, with the solutions loaded; they run in this process."""
    answers = Answers()
    answers.folder = "solutions"
    for exercise in reversed(EXERCISES):  # the epoch first: its accuracy and Accumulator are the ones that follow
        tree = ast.parse(folder("solutions").sources[exercise.file])
        tree.body = [node for node in tree.body if "exercises" not in (getattr(node, "module", "") or "")]
        exec(compile(tree, f"solutions/{exercise.file}", "exec"), answers.objects)
    return answers


def honest_reply(answers: Answers, request: dict[str, Any]) -> dict[str, Any]:
    """What a worker replies to a request."""
    arguments = {name: value for name, value in request.items() if name not in ("number", "op")}
    reply = {"number": request["number"], "printed": "", "ready_made": []}
    if request["op"] in ("install", "load"):
        return {**reply, "value": "callable"}
    return {**reply, "value": getattr(answers, request["op"])(**arguments)}
