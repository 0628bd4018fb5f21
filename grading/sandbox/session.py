"""A submission, ready to be called by the graded checks: in a worker, or in this process for a debugger.

What a check gets in the learner's place behaves like the learner's own function: it returns plain values,
its results carry gradients, and an argument that was changed in place is seen changed.
"""

import secrets
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _
from typing import Any, Protocol

import torch
from torch import Tensor

from course import Exercise
from grading.results import CodeFailed, NotStarted, ReadyMade, TimedOut, Undecided, Violated
from grading.sandbox import process
from grading.sandbox.deadlines import Deadlines
from grading.sandbox.isolation import Isolation
from grading.sandbox.messages import call_text, failure_text, shown_line
from grading.submissions.submission import Submission
from grading.text import printable


class Session(Protocol):
    """Some exercises of one submission, loaded together."""

    printed_characters: int

    def get(self, exercise: Exercise) -> Any:
        """What stands for the exercise's function or class."""

    def play(self, scenario: str, seconds: float | None = None, **arguments: Any) -> Any:
        """Play a scenario beside the submission, in so many seconds or those of a call; return its observations."""

    def close(self) -> None:
        """Let go of the submission."""


def refuse_unready(submission: Submission, exercises: Sequence[Exercise]) -> None:
    """Raise what keeps one of the exercises from being called: NotStarted or CodeFailed."""
    for exercise in exercises:
        if submission.not_started(exercise):
            told = _("{file} is not started: write the body of `{name}` there.")
            raise NotStarted(told.format(file=f"{submission.label}/{exercise.file}", name=exercise.name))
        if problem := submission.problem(exercise):
            raise CodeFailed(problem)


def defines_nothing(submission: Submission, exercise: Exercise) -> CodeFailed:
    """What to raise where a file does not define its exercise's name."""
    told = _("{file} defines no `{name}`.")
    return CodeFailed(told.format(file=f"{submission.label}/{exercise.file}", name=exercise.name))


class RemoteSession:
    """The submission in a worker, which is started when it is first needed and again after it died."""

    def __init__(
        self, submission: Submission, exercises: Sequence[Exercise], substitute: Sequence[str],
        isolation: Isolation, deadlines: Deadlines = Deadlines(), threads: int = 1,  # noqa: B008  (it is frozen)
    ) -> None:  # fmt: skip
        refuse_unready(submission, exercises)
        self.submission, self.exercises, self.substitute = submission, exercises, substitute
        self.isolation, self.threads, self.deadlines = isolation, threads, deadlines
        self.left = deadlines.exercise
        self.worker: process.Worker | None = None
        self.layers: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self.printed_characters = 0
        self.ready_made = ""

    def get(self, exercise: Exercise) -> Any:
        self._ready()
        return (
            partial(RemoteAccumulator, self) if exercise.name == "Accumulator" else RemoteFunction(self, exercise.name)
        )

    def play(self, scenario: str, seconds: float | None = None, **arguments: Any) -> Any:
        self._ready()
        what = "train_epoch_ch3(net, train_iter, loss, updater)"
        return self.ask("play", what, seconds, scenario=scenario, arguments=arguments)

    def close(self) -> None:
        if self.worker:
            self.worker.kill()
            self.worker = None

    def ask(self, op: str, what: str, seconds: float | None = None, **arguments: Any) -> Any:
        """Ask the worker, and turn what went wrong into an outcome whose message says so of `what`."""
        if self.left <= 0:
            told = _("{call} was not run: the exercise has used the {seconds:.0f} s that it may take.")
            raise TimedOut(told.format(call=what, seconds=self.deadlines.exercise))
        assert self.worker is not None
        began = time.monotonic()
        try:
            limit = self.deadlines.call if seconds is None else seconds
            reply = self.worker.ask(op, what, min(limit, self.left), **arguments)
        except (CodeFailed, TimedOut):
            self.worker = None
            raise
        finally:
            self.left -= time.monotonic() - began
        self._show(reply)
        if reply.raised:
            text = failure_text(what, reply.raised, self.submission.sources, self.submission.label)
            raise (NotStarted if reply.raised.not_written else CodeFailed)(text)
        return reply.value

    def call(self, what: str, name: str, method: str, args: Sequence[Any]) -> tuple[Any, list[Any]]:
        """Call an object of the worker, or its method: what it returned, and the arguments as they are afterwards."""
        self._ready()
        match self.ask("call", what, name=name, method=method, args=list(args)):
            case {"value": value, "args": list(after), "ready_made": list(ready_made)}:
                self._refuse_ready_made(what, ready_made)
                return value, after
        raise self.violated(what)

    def violated(self, what: str) -> Violated:
        """Let go of a worker whose reply to `what` has another form; what to raise then."""
        self.close()
        told = _("{call} broke the rules of the sandbox: {problem}.")
        return Violated(told.format(call=what, problem=_("a reply has another form")))

    def count_operators(self, exercise: Exercise, *args: Tensor) -> dict[str, int]:
        """How often each of torch's operators runs in one call of the exercise's function."""
        self._ready()
        match self.ask("count_operators", call_text(exercise.name, args), name=exercise.name, args=list(args)):
            case dict(counts) if all(isinstance(count, int) for count in counts.values()):
                return counts
        return {}

    def observe(self, exercise: Exercise) -> list[Any]:
        """What the probes of the exercise come to."""
        self._ready()
        observed = self.ask("observe", exercise.name, exercise_id=exercise.id)
        return observed if isinstance(observed, list) else []

    def _refuse_ready_made(self, what: str, calls: list[Any]) -> None:
        """ReadyMade if the call used, ready-made, what one of the session's exercises asks to be built."""
        parts = [exercise.built_from for exercise in self.exercises if exercise.built_from]
        match calls:
            case [(str(operator), str(file), int(line)), *_] if parts:
                pass
            case _:
                return
        shown = shown_line(self.submission.sources, self.submission.label, file, line)
        operator = printable(operator[:200])
        told = _("{call} calls the ready-made operator {operator}.").format(call=what, operator=operator)
        task = _("This exercise is about building it yourself, from {parts}.").format(parts=_(parts[0]))
        self.ready_made = f"{told}{shown}\n{task}"
        raise ReadyMade(self.ready_made)

    def _ready(self) -> None:
        """Have a worker that has loaded the exercises."""
        if self.worker and self.worker.alive:
            return
        self.worker = process.start(self.isolation, self.threads)
        self.layers = self.worker.active, self.worker.missing
        try:
            self._load()
        except Undecided:
            self.close()  # the next check tries anew, and says the same
            raise

    def _load(self) -> None:
        label = self.submission.label
        self.ask(
            "install", label, sources=dict(self.submission.sources), folder=label, substitute=list(self.substitute)
        )
        for exercise in self.exercises:
            file = f"{label}/{exercise.file}"
            loading = _("Loading {file}").format(file=file)
            loaded = self.ask("load", loading, self.deadlines.load, module=exercise.id, name=exercise.name)
            if loaded == "nothing":
                raise defines_nothing(self.submission, exercise)
            if loaded != "callable":
                told = _("`{name}` in {file} is a value that cannot be called.")
                raise CodeFailed(told.format(name=exercise.name, file=file))

    def _show(self, reply: process.Reply) -> None:
        self.printed_characters += reply.printed_characters
        if reply.printed:
            sys.stdout.write(printable(reply.printed))


class RemoteFunction:
    """Stands for a function of the submission: calling it calls the function in the worker."""

    def __init__(self, session: RemoteSession, name: str) -> None:
        self.session, self.name = session, name

    def __call__(self, *args: Any) -> Any:
        what = call_text(self.name, args)
        value = self.session.call(what, self.name, "", args)[0]
        inputs = [arg for arg in args if isinstance(arg, Tensor) and arg.requires_grad]
        if isinstance(value, Tensor) and value.requires_grad and inputs:
            return _Attached.apply(partial(self._gradients, what), value.detach(), *inputs)
        return value

    def arguments_after(self, *args: Any) -> list[Any]:
        """Call the function, and return the arguments as they are afterwards; args themselves stay as they are."""
        return self.session.call(call_text(self.name, args), self.name, "", args)[1]

    def _gradients(self, what: str, upstream: Tensor) -> tuple[Any, ...]:
        what = _("The gradient of {call}").format(call=what)
        match self.session.ask("backward", what, upstream=upstream):
            case list(gradients):
                return tuple(gradients)
        raise self.session.violated(what)


class RemoteAccumulator:
    """Stands for an Accumulator of the submission, which lives in the worker."""

    def __init__(self, session: RemoteSession, *args: Any) -> None:
        self.session, self.key = session, f"metric {secrets.token_hex(4)}"
        session.ask("create", call_text("Accumulator", args), name="Accumulator", key=self.key, args=list(args))

    def add(self, *args: Any) -> None:
        self.session.call(call_text("metric.add", args), self.key, "add", args)

    def reset(self) -> None:
        self.session.call("metric.reset()", self.key, "reset", ())

    def __getitem__(self, index: int) -> Any:
        return self.session.call(f"metric[{index}]", self.key, "__getitem__", (index,))[0]


class _Attached(torch.autograd.Function):
    """Ties a value that came from the worker to the inputs here, so that backward() asks the worker."""

    @staticmethod
    def forward(ctx: Any, gradients: Callable[[Tensor], tuple[Any, ...]], value: Tensor, *inputs: Tensor) -> Tensor:
        ctx.gradients = gradients
        return value.clone()

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Any, ...]:
        return (None, None, *ctx.gradients(upstream[0]))
