"""The exercises of the kit: their order, their files, the names that they define, their points."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """Something that is graded: a line of the report, worth points."""

    id: str
    title: str
    points: int


@dataclass(frozen=True)
class Exercise(Task):
    """A task that the learner solves by writing `name` in `file`."""

    file: str
    name: str
    built_from: str = ""
    """What an answer is to be built from, where torch has it ready-made."""


EXERCISES = (
    Exercise("softmax", "Softmax", 15, "softmax.py", "softmax", "exp, sum and a division"),
    Exercise("cross_entropy", "Cross-entropy", 15, "cross_entropy.py", "cross_entropy", "indexing and log"),
    Exercise("accuracy", "Accuracy", 15, "accuracy.py", "accuracy"),
    Exercise("accumulator", "Accumulator", 15, "accumulator.py", "Accumulator"),
    Exercise("train_epoch", "One epoch of training", 25, "train_epoch.py", "train_epoch_ch3"),
)
TRAINED_MODEL = Task("trained_model", "The trained model", 15)
TASKS: tuple[Task, ...] = (*EXERCISES, TRAINED_MODEL)

ACCURACY_THRESHOLD = 0.7
"""The test accuracy, a fraction, that the trained model has to beat."""

TRAINING_UPDATES = 2350
"""The updates of the book's training: 10 epochs of 235 batches."""
