"""A submission in a worker. A session in this process, for a debugger, is used alike (in_process.py)."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from gettext import gettext as _
from typing import Any

from course.answers import solution_of
from course.records import Answer, Exercise
from grading import KIT
from grading.results import CodeFailed, NotStarted, ReadyMade, TimedOut, Undecided, Unfinished, Violated
from grading.sandbox import process
from grading.sandbox.isolation import Deadlines, Isolation
from grading.sandbox.messages import comes_to_a_stub, failure_text, ready_made_text
from grading.sandbox.remote import Called, RemoteFunction, RemoteObject
from grading.submissions.missing import undefined_name
from grading.submissions.submission import Submission
from grading.text import Shown, printable, shown

PREPARATION_SECONDS = 120.0
"""How long a worker may take over what it gets before the submission: this is the kit's own code."""


def refuse_unready(submission: Submission, exercises: Sequence[Exercise]) -> None:
    """Raise what keeps one of the exercises from being called: NotStarted or CodeFailed."""
    for exercise in exercises:
        if submission.not_started(exercise):
            message = _("{file} is not started: write the body of `{name}` there.")
            raise NotStarted(message.format(file=submission.home(exercise), name=exercise.name))
        if problem := submission.problem(exercise):
            raise CodeFailed(problem)


def not_defined(submission: Submission, exercise: Exercise) -> CodeFailed:
    """What to raise where a file does not define its exercise's name."""
    return CodeFailed(undefined_name(exercise, submission.home(exercise), submission.sources.get(exercise.file, "")))


def solutions(exercises: Sequence[Exercise]) -> dict[str, tuple[str, str]]:
    """What stands in for these exercises, by file: the name that it defines, and the text of the solution."""
    return {exercise.file: (exercise.name, solution_of(exercise)) for exercise in exercises}


def _asking(noted: process.Noted, exercises: Sequence[Exercise]) -> Exercise | None:
    """The exercise that a note is about: of several the one whose file is the innermost.

    One alone answers for whichever file helps it, but for those of the exercises that it needs.
    """
    by_file = {exercise.file: exercise for exercise in exercises}
    needed = {f"{id}.py" for exercise in exercises for id in exercise.needs} - by_file.keys()
    innermost = next((file for file in noted.lines if file in by_file or file in needed), "")
    if innermost in needed:
        return None
    return exercises[0] if len(exercises) == 1 else by_file.get(innermost)


class Budget:
    """What is left, in seconds, of the time that a submission may take: of its own, not of starting or drawing."""

    def __init__(self, seconds: float) -> None:
        self.seconds = self.left = seconds
        self._lock = threading.Lock()  # the model trains in a thread beside the checks

    def spend(self, seconds: float) -> None:
        with self._lock:
            self.left -= seconds


def ready_made_messages(
    what: str, notes: Iterable[process.Noted], exercises: Sequence[Exercise], submission: Submission
) -> dict[str, Shown]:
    """What to say of each exercise whose file asked, in the call `what`, for what it may not use ready-made."""
    messages: dict[str, Shown] = {}
    for noted in notes:
        exercise = _asking(noted, exercises)
        if exercise and noted.kind in exercise.ready_made:
            file = exercise.file if exercise.file in noted.lines else next(iter(noted.lines), "")
            place = file, noted.lines.get(file, 0)
            text = ready_made_text(what, noted.operator, place, exercise, submission)
            messages.setdefault(exercise.id, shown(text))
    return messages


class RemoteSession:
    """The submission in a worker, which is started when it is first needed and again after it died.

    scenario: the module of course/scenarios that runs beside it.
    replaced: exercises whose solution stands in, so that a mistake costs its own exercise alone.
    unloadable: what a file of the submission, when it was loaded, ended in.
    ready_made: by the exercise's id, what a message says of its first call of a ready-made operator.
    lenient: such a call is noted there, and raises nothing.
    on_print: takes what the learner's code prints; standard output, as it is at that moment.
    """

    def __init__(
        self, submission: Submission, exercises: Sequence[Exercise], scenario: str, replaced: Sequence[Exercise],
        isolation: Isolation, deadlines: Deadlines, budget: Budget,
    ) -> None:  # fmt: skip
        refuse_unready(submission, exercises)
        self.submission, self.exercises, self.scenario, self.replaced = submission, exercises, scenario, replaced
        self.isolation, self.deadlines, self.budget = isolation, deadlines, budget
        self.left = deadlines.exercise
        self.worker: process.Worker | None = None
        self.loaded = False
        self.unloadable: Undecided | None = None
        self.layers: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self.ready_made: dict[str, Shown] = {}
        self.lenient = False
        self.on_print: Callable[[str], Any] = lambda text: sys.stdout.write(text)
        self.closed = False

    def answer(self, exercise: Exercise) -> Answer:
        self._ready()
        if exercise.scenario:
            return partial(self.play, "play")
        if exercise.instance:
            return partial(RemoteObject, self, exercise.name, exercise.instance)
        return RemoteFunction(self, exercise.name)

    def play(self, name: str, seconds: float | None = None, **arguments: Any) -> Any:
        self._ready()
        played = next(exercise for exercise in self.exercises if exercise.scenario)
        return self.ask("play", f"{played.name}({played.parameters})", seconds, name=name, arguments=arguments)

    def prepare(self, name: str, **arguments: Any) -> None:
        """Let a function of the scenario, in a started worker, take over what it needs before the submission."""
        assert self.worker
        self.worker.ask("play", name, PREPARATION_SECONDS, name=name, arguments=arguments)

    def close(self) -> None:
        """End the worker, and start none again."""
        self.closed = True
        self._end_worker()

    def _end_worker(self) -> None:
        if self.worker:
            self.worker.kill()
        self.worker, self.loaded = None, False

    def ask(self, op: str, what: str, seconds: float | None = None, **arguments: Any) -> Any:
        """Ask the worker, and turn what went wrong into an outcome whose message says so of `what`."""
        self._refuse_without_time(what)
        assert self.worker
        assert self.worker.alive, "a worker that has ended is not asked"
        began = time.monotonic()
        try:
            limit = self.deadlines.call if seconds is None else seconds
            reply = self.worker.ask(op, what, min(limit, self.left, self.budget.left), **arguments)
        finally:
            seconds = time.monotonic() - began
            self.left -= seconds
            self.budget.spend(seconds)
        if reply.printed:
            self.on_print(printable(reply.printed))
        if reply.raised:
            text = failure_text(what, reply.raised, self.submission)
            unfinished = comes_to_a_stub(reply.raised, self.submission)
            raise (Unfinished if unfinished else CodeFailed)(text, reply.raised)
        messages = ready_made_messages(what, reply.ready_made, self.exercises, self.submission)
        self.ready_made = messages | self.ready_made
        if messages and not self.lenient:
            raise ReadyMade(next(iter(messages.values())))
        return reply.value

    def _refuse_without_time(self, what: str) -> None:
        if self.budget.left <= 0:
            message = _("{call} was not run: the submission has used the {seconds:.0f} s that it may take.")
            raise TimedOut(message.format(call=what, seconds=self.budget.seconds))
        if self.left <= 0:
            message = _("{call} was not run: the exercise has used the {seconds:.0f} s that it may take.")
            raise TimedOut(message.format(call=what, seconds=self.deadlines.exercise))

    def call(self, what: str, name: str, method: str, args: Sequence[Any]) -> Called:
        """Call an object of the worker, or its method."""
        self._ready()
        match self.ask("call", what, name=name, method=method, args=list(args)):
            case {"value": value, "args": list(after), "operators": dict(operators)}:
                return Called(value, after, operators)
        raise self.violated(what)

    def violated(self, what: str) -> Violated:
        """Let go of a worker whose reply to `what` has another form; what to raise then."""
        self._end_worker()
        message = _("{call} broke the rules of the sandbox: {problem}.")
        return Violated(message.format(call=what, problem=_("a reply has another form")))

    def start(self) -> None:
        """Have a new worker, with the scenario that runs beside the submission."""
        assert not self.closed
        self.worker, self.loaded = process.start(self.isolation), False
        self.layers = self.worker.active, self.worker.missing
        if self.scenario:
            text = (KIT / "course" / "scenarios" / f"{self.scenario}.py").read_text(encoding="utf-8")
            self.worker.ask("stage", self.scenario, PREPARATION_SECONDS, scenario=text)

    def _ready(self) -> None:
        """Have a worker that has loaded the exercises."""
        if self.unloadable:
            raise self.unloadable
        self._refuse_without_time(_("Loading {file}").format(file=self.submission.home(self.exercises[0])))
        if not (self.worker and self.worker.alive):
            self.start()
        if self.loaded:
            return
        try:
            self._load()
        except Undecided as problem:
            self.unloadable = problem
            self._end_worker()
            raise
        self.loaded = True

    def _load(self) -> None:
        label = self.submission.label
        replaced = {file: list(solution) for file, solution in solutions(self.replaced).items()}
        self.ask("install", label, sources=dict(self.submission.sources), folder=label, replaced=replaced)
        for exercise in self.exercises:
            file = self.submission.home(exercise)
            loading = _("Loading {file}").format(file=file)
            loaded = self.ask("load", loading, self.deadlines.load, module=exercise.id, name=exercise.name)
            if loaded == "nothing":
                raise not_defined(self.submission, exercise)
            if loaded != "callable":
                message = _("`{name}` in {file} is a value that cannot be called.")
                raise CodeFailed(message.format(name=exercise.name, file=file))
