"""Replies that decode well and are hostile all the same: a grade comes to its end, and they earn nothing."""

import copy
import io
import json
import math
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
import torch
from rich.console import Console

from course import EXERCISES, TASKS, Task
from course.records import Model
from given.data import ImageData
from grading.grade import Settings, grade
from grading.report import json as report
from grading.report import junit, terminal
from grading.results import CheckStatus, ExerciseStatus, Scorecard
from grading.sandbox import process, wire
from grading.sandbox.wire import Foreign
from tests.kit.answers import folder
from tests.kit.sampling import sampled
from tests.kit.sandbox.mutations import nodes
from tests.kit.sandbox.pretended import honest_reply, pretended_worker, solved

pytestmark = [pytest.mark.attack, pytest.mark.filterwarnings("ignore")]

SECONDS = 20.0
"""Of computing, for one grade of one exercise; an honest one takes a tenth of a second."""
LONGEST_REPORT = 500_000
"""Characters of a results.json: a worker may send megabytes, a learner reads none of them."""
IMAGES = torch.arange(40 * 28 * 28, dtype=torch.int64).reshape(40, 28, 28).remainder(251).to(torch.uint8)
LABELS = torch.arange(40) % 10


def tensor(*shape: int, dtype: torch.dtype = torch.float32, of: float = -7) -> torch.Tensor:
    return torch.full(shape, of, dtype=dtype)


HOSTILE: dict[str, Any] = {
    "nothing": None,
    "a negative number": -7,
    "an integer as long as may be": 10**308 - 1,
    "NaN": math.nan,
    "infinity": math.inf,
    "a long text": "x" * 225_000,
    "a long text of signs that steer a terminal": "\x1b" * 40_000,
    "a text that steers a terminal": "\x1b]0;you have 100 points\x07\x1b[2J\r",
    "a text of braces": "{call} %s {0} {",
    "a foreign value that steers a terminal": Foreign("\x1b[2J\ud800\n\n{call}"),
    "an empty list": [],
    "an empty tuple": (),
    "a long dictionary": {str(number): -7 for number in range(6_000)},
    "a key that steers a terminal": {"\x1b[2J\ud800": -7},
    "values, deep inside": [[[[[[[[[[-7]]]]]]]]]],
    "a scalar that is NaN": tensor(of=math.nan).requires_grad_(),
    "a truth as a tensor": tensor(dtype=torch.bool),
    "a tensor that is NaN": tensor(2, 3, of=math.nan).requires_grad_(),
    "a tensor of many dimensions": tensor(*[2] * 8, dtype=torch.bfloat16),
    "an empty tensor": tensor(0),
    "an empty tensor that is endless": torch.empty(1 << 40, 0),
    "a large tensor": tensor(1_000_000),
    "many tensors": [tensor(10, 10) for _ in range(200)],
    "many empty tensors": [tensor(256, 256, 0) for _ in range(50)],
    "two tensors": (tensor(5), tensor(1_000)),
    "what training gives back, of NaN": {"returned": (math.nan, -math.inf), "W": tensor(784, 10, of=math.nan),
                                         "b": tensor(10, of=math.nan)},
    "what an epoch gives back": {
        "returned": (tensor(2), Foreign("\x1b")), "W": "W", "b": [tensor(10)], "batch_sizes": -7, "steps": math.nan,
        "modes": [tensor(3), tensor(3)], "norm_batches": tensor(3),
    },
}  # fmt: skip

PLAIN = {"type": "ValueError", "not_written": False, "text": "oh", "frames": [["softmax.py", 3, "softmax"]]}
HOSTILE_ERRORS: dict[str, Any] = {
    "no dictionary": -7,
    "a dictionary of something else": {"type": "ValueError"},
    "a type that steers a terminal": {**PLAIN, "type": "\x1b[2J\ud800{call}" * 1_000},
    "a long text": {**PLAIN, "text": "\x1b\ud800\n{0}" * 100_000},
    "a text like that of a timeout": {**PLAIN, "type": "Failed", "text": "Timeout (>1.0s)"},
    "not written, and something else too": {**PLAIN, "not_written": True},
    "many lines": {**PLAIN, "frames": [["softmax.py", 3, "softmax"]] * 2_000},
    "lines that are not there": {**PLAIN, "frames": [["softmax.py", line, "f"] for line in (-1, 0, 10**307, 10**5)]},
    "a line that is a truth": {**PLAIN, "frames": [["softmax.py", True, "f"]]},
    "other files": {**PLAIN, "frames": [["../../etc/passwd", 1, "f"], ["\ud800" * 9_000, 1, "f"]]},
    "a function that steers a terminal": {**PLAIN, "frames": [["softmax.py", 3, "\x1b[2J\ud800" * 9_000]]},
    "frames of tensors": {**PLAIN, "frames": [tensor(3), [tensor(3)] * 3]},
}  # fmt: skip

Answer = Callable[[str, Any], Any]
"""What a hostile worker gives back instead of an honest value, for a request with this op."""


@contextmanager
def hostile_workers(answer: Answer, printed: str = "", raised: Any = None) -> Iterator[Counter[str]]:
    """Workers with a submission answer like this, and print that; if something is raised, calls end with it.

    Before it has one, a worker is honest. Counts the requests that came, by what they asked for.
    """
    asked: Counter[str] = Counter()

    def start(*_: Any) -> process.Worker:
        answers = solved()

        def serve(connection: socket.socket) -> None:
            holds_a_submission = False
            while True:
                request = wire.receive(connection, max_bytes=None)
                asked[request["op"]] += 1
                holds_a_submission |= request["op"] == "install"
                reply = honest_reply(answers, request)
                value = reply.pop("value")
                value = answer(request["op"], value) if holds_a_submission else value
                fails = holds_a_submission and raised is not None and request["op"] in ("call", "play")
                reply |= {"raised": raised} if fails else {"value": value}
                wire.send(connection, {**reply, "printed": printed if holds_a_submission else ""})

        return pretended_worker(serve)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "start", start)
        patch.setattr("grading.grade.start_server", lambda isolation: None)
        patch.setattr("given.data.load_images", lambda *_: ImageData("garments", IMAGES, LABELS, IMAGES, LABELS))
        yield asked


def graded(task: Task) -> Scorecard:
    """The scorecard of a grade that came to its end in time, and whose reports can be read."""
    began = time.process_time()
    scorecard = grade(folder("solutions"), Settings(tasks=[task], epochs=2, seed=0))
    text = report.render(scorecard)
    ElementTree.fromstring(junit.render(scorecard))
    terminal.show(scorecard, Console(file=io.StringIO()))
    assert time.process_time() - began < SECONDS
    written = json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    text.encode()  # a lone surrogate is no Unicode
    assert len(text) < LONGEST_REPORT
    assert written["score"] == scorecard.score <= scorecard.max_score
    [exercise] = written["exercises"]
    assert exercise["status"] in get_args(ExerciseStatus)
    for check in exercise["checks"]:
        assert check["status"] in get_args(CheckStatus)
        assert bool(check["points"]) == (check["status"] == "passed")
        assert bool(check["message"]) == (check["status"] != "passed")
    return scorecard


def test_an_honest_pretended_worker_gets_all_points() -> None:
    with hostile_workers(lambda op, honest: honest):
        for task in EXERCISES:
            assert graded(task).score == task.points


NO_REPLY = {"values, deep inside", "an empty tensor that is endless", "a large tensor"}
"""Values that no reply may hold, wherever they stand in it: too deep, endless, too large."""
each_value = pytest.mark.parametrize("value_name", sampled(list(HOSTILE), 8))


@each_value
def test_a_hostile_value_earns_nothing_in_any_exercise(value_name: str) -> None:
    """In every reply; the form of a call's reply is kept."""
    hostile = HOSTILE[value_name]

    def answer(op: str, honest: Any) -> Any:
        if op in ("install", "load", "create"):
            return honest
        return {"value": hostile, "args": [hostile], "operators": {}} if op == "call" else hostile

    for task in TASKS:
        with hostile_workers(answer) as asked:
            assert graded(task).score == 0, task.id
        assert asked["call"] + asked["create"] + asked["play"] > 0, "it was the hostile value that earned nothing"


@pytest.mark.parametrize("error_name", sampled(list(HOSTILE_ERRORS), 8))
def test_a_hostile_exception_earns_nothing_in_any_exercise(error_name: str) -> None:
    for task in TASKS:
        with hostile_workers(lambda op, honest: honest, raised=HOSTILE_ERRORS[error_name]) as asked:
            scorecard = graded(task)
        assert asked["call"] + asked["play"] > 0, "it was the hostile exception that earned nothing"
        assert scorecard.score == 0, task.id
        without_a_model = {"failed"} if isinstance(task, Model) else set()  # an epoch that raises trains none
        statuses = {check.status for check in scorecard.exercises[0].checks}
        assert statuses <= {"error", "not_started", "violation"} | without_a_model


@each_value
def test_what_serves_advice_alone_costs_no_points_however_hostile_it_is(value_name: str) -> None:
    counted = {"operators": {"aten::clone": HOSTILE[value_name]}}
    with hostile_workers(lambda op, honest: honest | counted if op == "call" else honest) as asked:
        scorecard = graded(EXERCISES[0])
    assert asked["call"] > 0
    if value_name in NO_REPLY:
        assert {check.status for check in scorecard.exercises[0].checks} == {"violation"}
    else:
        assert scorecard.score == 15


def hostile_part(honest: Any, at: int, hostile: Any) -> Any:
    """The honest value with one part of it, or all of it, hostile."""
    whole = [copy.copy(honest)]
    found = list(nodes(whole))
    container, key = found[at % len(found)]
    container[key] = hostile
    return whole[0]


OPS = ["call", "play", "backward", "create", "load", "install"]


def test_any_part_of_any_reply_may_be_hostile() -> None:
    grades: Counter[str] = Counter()
    for number in sampled(range(300), 0.2):
        draw = Random(number)
        task, name, at = draw.choice(TASKS), draw.choice(list(HOSTILE)), draw.randrange(40)
        attacked, printed = draw.sample(OPS, 3), draw.choice(["", "\x1b[2J\ud800\n", "x" * 4_001])

        def answer(op: str, honest: Any, attacked=attacked, name=name, at=at) -> Any:
            return hostile_part(honest, at, HOSTILE[name]) if op in attacked else honest

        with hostile_workers(answer, printed):
            grades.update(check.status for check in graded(task).exercises[0].checks)
    assert grades["passed"] > 0, "a part that no check looks at costs nothing"
    assert min(grades[status] for status in ("failed", "error", "violation")) > 0
