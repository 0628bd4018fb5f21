"""The course: its exercises in their order, the model that they lead to, and what goes beyond them.

Each is described in the module of its name.
"""

from collections.abc import Collection
from importlib import import_module

from course.records import Exercise, Task
from course.trained_model import TRAINED_MODEL


def _described(*ids: str) -> tuple[Exercise, ...]:
    return tuple(import_module(f"course.{id}").EXERCISE for id in ids)


EXERCISES = _described(
    "softmax",
    "cross_entropy",
    "accuracy",
    "accumulator",
    "train_epoch",
)
"""The book's five."""

BONUS = _described(
    "sgd",
    "evaluate_accuracy",
    "stable_softmax",
    "loss_from_logits",
)  # fmt: skip
"""Beyond the book's five: outside the score, and graded only when asked for or once the five are done."""
EVERY_EXERCISE = (*EXERCISES, *BONUS)

MODEL = TRAINED_MODEL
TASKS: tuple[Task, ...] = (*EXERCISES, MODEL)
"""What makes the score."""
EVERY_TASK: tuple[Task, ...] = (*TASKS, *BONUS)


def needed_by(tasks: Collection[Task]) -> list[Exercise]:
    """The exercises on whose results those of the tasks hang, in their order; a model hangs on all that make it."""
    ids = {id for task in tasks if isinstance(task, Exercise) for id in task.needs}
    model = MODEL in tasks
    return [exercise for exercise in EXERCISES if model or exercise.id in ids]


def exercise(id: str) -> Exercise:
    """The exercise with this id; KeyError if there is none."""
    return {exercise.id: exercise for exercise in EVERY_EXERCISE}[id]
