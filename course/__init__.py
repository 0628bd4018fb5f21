"""The course: its exercises in their order, and what they lead to."""

from course.records import ACCURACY_THRESHOLD, EXERCISES, TASKS, TRAINED_MODEL, TRAINING_UPDATES, Exercise, Task

__all__ = [
    "ACCURACY_THRESHOLD", "EXERCISES", "TASKS", "TRAINED_MODEL", "TRAINING_UPDATES", "Exercise", "Task", "exercise",
]  # fmt: skip


def exercise(id: str) -> Exercise:
    """The exercise with this id; KeyError if there is none."""
    return {exercise.id: exercise for exercise in EXERCISES}[id]
