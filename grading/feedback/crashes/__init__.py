"""The learner's own exception in plain words: what happened, why, and what to try.

An explanation claims only what the exception and the line show; where that is not enough, there is none. A kind of
crash stands before those that are more general.
"""

from collections.abc import Mapping

from course.records import Exercise
from grading.feedback.crashes.arguments import ARGUMENTS
from grading.feedback.crashes.brackets import BRACKETS
from grading.feedback.crashes.classes import CLASSES
from grading.feedback.crashes.crash import Crash
from grading.feedback.crashes.gradients import GRADIENTS
from grading.feedback.crashes.imports import IMPORTS
from grading.feedback.crashes.kind import first_of
from grading.feedback.crashes.names import NAMES
from grading.feedback.crashes.shapes import SHAPES
from grading.feedback.crashes.stops import STOPS
from grading.feedback.crashes.tensors import TENSORS
from grading.feedback.crashes.values import VALUES
from grading.results import Mistake, Raised

KINDS = (
    *STOPS, *IMPORTS, *NAMES, *CLASSES, *GRADIENTS, *BRACKETS, *ARGUMENTS, *SHAPES, *TENSORS, *VALUES,
)  # fmt: skip


def explained(raised: Raised, sources: Mapping[str, str], exercise: Exercise) -> Mistake | None:
    """What there is to say of an exception of the submission; sources are the texts of its files by their names."""
    return first_of(KINDS, Crash(raised, sources, exercise))
