"""Answers that are called in this very process: for a debugger, a live plot, and the kit's own; never for a score."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from course.records import Answer, Exercise
from grading.sandbox.session import RemoteSession, not_defined, refuse_unready, solutions
from grading.sandbox.untrusted import loader
from grading.submissions.submission import Submission
from grading.text import NOTHING


class LocalSession:
    """Some exercises of a submission, loaded here; a session as a RemoteSession is one.

    objects: what the exercises define, by name; whatever their code raises when it is loaded comes through.
    """

    def __init__(
        self, submission: Submission, exercises: Sequence[Exercise], scenario: str = "",
        replaced: Sequence[Exercise] = (),
    ) -> None:  # fmt: skip
        refuse_unready(submission, exercises)
        self.scenario = scenario
        loader.install(submission.sources, str(submission.folder), solutions(replaced))
        self.objects = {exercise.name: self._load(submission, exercise) for exercise in exercises}

    @staticmethod
    def _load(submission: Submission, exercise: Exercise) -> Any:
        try:
            return loader.load(exercise.id, exercise.name)
        except loader.NoSuchName:
            raise not_defined(submission, exercise) from None

    def answer(self, exercise: Exercise) -> Answer:
        return local_answer(exercise, self.objects[exercise.name])

    def play(self, name: str, seconds: float | None = None, **arguments: Any) -> Any:
        return _scenario(self.scenario, name)(self.objects, **arguments)

    ready_made = NOTHING  # nobody looks for it here, where nothing counts
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
    return getattr(import_module(f"course.scenarios.{scenario}"), name)
