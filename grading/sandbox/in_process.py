"""Answers that are called in this very process: for a debugger, a live plot, and the kit's own; never for a score."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

from course.records import Answer, Exercise
from course.values import call_text
from grading.results import ReadyMade
from grading.sandbox.process import Noted
from grading.sandbox.session import RemoteSession, not_defined, ready_made_messages, refuse_unready, solutions
from grading.sandbox.untrusted import loader, operators
from grading.submissions.submission import Submission
from grading.text import Shown


class LocalSession:
    """Some exercises of a submission, loaded here; a session as a RemoteSession is one.

    objects: what the exercises define, by name; whatever their code raises when it is loaded comes through.
    noting: a call of an answer that uses something ready-made raises ReadyMade, as in a worker. A training does not,
        and neither does a gradient: no point hangs on them here.
    """

    def __init__(
        self, submission: Submission, exercises: Sequence[Exercise], scenario: str = "",
        replaced: Sequence[Exercise] = (), noting: bool = False,
    ) -> None:  # fmt: skip
        refuse_unready(submission, exercises)
        self.submission, self.scenario, self.noting = submission, scenario, noting
        loader.install(submission.sources, str(submission.folder), solutions(replaced))
        self.objects = {exercise.name: self._load(submission, exercise) for exercise in exercises}

    @staticmethod
    def _load(submission: Submission, exercise: Exercise) -> Any:
        try:
            return loader.load(exercise.id, exercise.name)
        except loader.NoSuchName:
            raise not_defined(submission, exercise) from None

    def answer(self, exercise: Exercise) -> Answer:
        answer = local_answer(exercise, self.objects[exercise.name])
        return partial(self._noted, exercise, answer) if self.noting and exercise.ready_made else answer

    def _noted(self, exercise: Exercise, answer: Answer, *args: Any, **arguments: Any) -> Any:
        operators.notes().folder = str(self.submission.folder)
        if exercise.scenario:
            operators.notes().give(_module_of(exercise.scenario))
        with operators.notes().during("call") as notes:
            value = answer(*args, **arguments)
        noted = [Noted(*note) for note in notes]
        what = call_text(exercise.name, args)
        if messages := ready_made_messages(what, noted, [exercise], self.submission):
            raise ReadyMade(messages[exercise.id])
        return value

    def play(self, name: str, seconds: float | None = None, **arguments: Any) -> Any:
        return _scenario(self.scenario, name)(self.objects, **arguments)

    ready_made: Mapping[str, Shown] = {}
    lenient = False
    on_print: Callable[[str], Any] = print  # here the code prints for itself

    def start(self) -> None:
        """There is nothing to start."""

    prepare = play

    def close(self) -> None:
        self.objects.clear()


Session = RemoteSession | LocalSession


def local_answer(exercise: Exercise, written: Any) -> Answer:
    """What is called in checks and situations: the function or class itself, or its play where there is a scenario."""
    return partial(_scenario(exercise.scenario, "play"), {exercise.name: written}) if exercise.scenario else written


def _scenario(scenario: str, name: str) -> Any:
    return getattr(_module_of(scenario), name)


def _module_of(scenario: str) -> ModuleType:
    return import_module(f"course.scenarios.{scenario}")
