"""What there is to say about an exercise beyond its checks: the mistake's name, or advice on a right answer."""

from contextlib import suppress
from dataclasses import dataclass

from course import Exercise
from grading.feedback.advice import advise
from grading.feedback.diagnosis import name_mistake
from grading.feedback.difference import smallest_difference
from grading.results import Mistake
from grading.sandbox.session import RemoteSession
from grading.text import shown


@dataclass(frozen=True)
class Review:
    """A mistake by its name, or the smallest difference where none is known; advice on a right answer."""

    mistakes: tuple[Mistake, ...] = ()
    difference: str = ""
    advice: tuple[str, ...] = ()


def review(exercise: Exercise, session: RemoteSession, passed: bool) -> Review:
    """Look at an exercise once more, with what the checks do not ask.

    What the worker says is not to be trusted, and a surprise in it must not cost a grade: then there is
    nothing to say.
    """
    with suppress(Exception):
        if passed:
            return Review(advice=advise(exercise, session))
        if mistake := name_mistake(exercise, session.observe(exercise)):
            return Review(mistakes=(mistake,))
        difference = smallest_difference(exercise, session)
        return Review() if session.ready_made else Review(difference=shown(difference))
    return Review()
