"""A submission that is called in this very process, where a debugger and a live plot can see it."""

from collections.abc import Sequence
from typing import Any

from course import Exercise
from grading.sandbox.session import defines_nothing, refuse_unready
from grading.sandbox.untrusted import loader, substitutes
from grading.sandbox.untrusted.scenarios import SCENARIOS
from grading.submissions.submission import Submission


class LocalSession:
    """The submission in this very process: for a learner's debugger, never for a score."""

    def __init__(self, submission: Submission, exercises: Sequence[Exercise], substitute: Sequence[str]) -> None:
        refuse_unready(submission, exercises)
        self.printed_characters = 0
        loader.install(submission.sources, str(submission.folder), substitutes.modules(substitute))
        self.objects = {exercise.name: self._load(submission, exercise) for exercise in exercises}

    @staticmethod
    def _load(submission: Submission, exercise: Exercise) -> Any:
        try:
            return loader.load(exercise.id, exercise.name)
        except loader.NoSuchName:
            raise defines_nothing(submission, exercise) from None

    def get(self, exercise: Exercise) -> Any:
        return self.objects[exercise.name]

    def play(self, scenario: str, seconds: float | None = None, **arguments: Any) -> Any:
        return SCENARIOS[scenario](self.objects, **arguments)

    def close(self) -> None:
        self.objects.clear()
