"""The learner's own exception in plain words: what happened, why, and what to try.

An explanation claims only what the exception and the line show; where that is not enough, there is none. A kind of
crash stands before those that are more general.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import course
from course.records import Exercise
from grading.feedback.crashes.arguments import ARGUMENTS
from grading.feedback.crashes.attributes import ATTRIBUTES
from grading.feedback.crashes.brackets import BRACKETS
from grading.feedback.crashes.classes import CLASSES
from grading.feedback.crashes.crash import Crash
from grading.feedback.crashes.dtypes import DTYPES
from grading.feedback.crashes.gradients import AFTERWARDS, GRADIENTS
from grading.feedback.crashes.imports import IMPORTS
from grading.feedback.crashes.kind import Kind, first_of
from grading.feedback.crashes.lists import LISTS
from grading.feedback.crashes.names import NAMES
from grading.feedback.crashes.shapes import SHAPES
from grading.feedback.crashes.stops import STOPS
from grading.feedback.crashes.tensors import CONVERSIONS, TENSORS
from grading.feedback.crashes.types import TYPES
from grading.feedback.crashes.values import NOTHING, SUMS, VALUES
from grading.results import Mistake, Raised

KINDS: Sequence[Kind] = (
    *STOPS, *IMPORTS, *NAMES, *CLASSES, *GRADIENTS, *BRACKETS, *ARGUMENTS, *SHAPES, *TENSORS, *ATTRIBUTES, *DTYPES,
    *SUMS, *LISTS, *VALUES, *TYPES,
)  # fmt: skip
WITHOUT_A_LINE: Sequence[Kind] = (*STOPS, *IMPORTS, *CLASSES, *ARGUMENTS, *AFTERWARDS)
"""What an exception may say that comes to no line of the submission: its file, its class or a call does not fit."""
OF_THE_CALLER: Sequence[Kind] = (*BRACKETS, *ARGUMENTS, *CONVERSIONS, *SUMS, *NOTHING)
"""What an exception may say of a line that has called something which is right."""


def explained(raised: Raised, sources: Mapping[str, str], exercise: Exercise) -> Mistake | None:
    """What there is to say of an exception of the submission; sources are the texts of its files by their names.

    The exercises that this one needs are right where they take part: what comes from within them is looked for on the
    line that called them.
    """
    needed = {course.exercise(id).file for id in exercise.needs}
    frames = list(raised.frames)
    while len(frames) > 1 and frames[-1][0] in needed:
        frames.pop()
    kinds = KINDS if frames else WITHOUT_A_LINE
    if len(frames) < len(raised.frames):
        kinds = OF_THE_CALLER
    return first_of(kinds, Crash(replace(raised, frames=tuple(frames)), sources, exercise))
