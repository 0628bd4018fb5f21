"""The records of a grade, and how points add up. Plain data: nothing here runs or imports a submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from grading.text import NOTHING, Shown

CheckStatus = Literal["passed", "failed", "not_started", "error", "timeout", "violation"]
Outcome = tuple[CheckStatus, Shown]
"""What a check came to, and the message that says so."""
ExerciseStatus = Literal["passed", "partial", "failed", "not_started", "error", "timeout"]


@dataclass(frozen=True)
class Check:
    """What one graded check found. `message` is for the learner, and empty when the check passed.

    output: what the learner's code printed meanwhile.
    seconds: what the check took, 0 where nothing ran; two grades with other times are the same.
    hidden: whether all that the learner may know of it is whether it passed; then there is nothing else here.
    """

    id: str
    title: str
    points: int
    max_points: int
    status: CheckStatus
    message: Shown
    output: Shown
    seconds: float = field(default=0.0, compare=False)
    hidden: bool = False


@dataclass(frozen=True)
class Mistake:
    """A mistake with a name, and its explanation for the learner."""

    name: str
    title: str
    explanation: str


@dataclass(frozen=True)
class ExerciseResult:
    """The checks of one exercise, with the mistakes recognised and the advice given.

    difference: where no known mistake matches, the smallest input on which the answer goes wrong.
    waiting_for: the ids of the exercises that have to be ready before this one can be graded.
    """

    id: str
    title: str
    checks: tuple[Check, ...]
    mistakes: tuple[Mistake, ...] = ()
    advice: tuple[str, ...] = ()
    difference: Shown = NOTHING
    waiting_for: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        return sum(check.points for check in self.checks)

    @property
    def max_score(self) -> int:
        return sum(check.max_points for check in self.checks)

    @property
    def status(self) -> ExerciseStatus:
        statuses = {check.status for check in self.checks}
        if statuses == {"passed"}:
            return "passed"
        if self.score:
            return "partial"
        if statuses == {"not_started"}:
            return "not_started"
        if "timeout" in statuses:
            return "timeout"
        if "error" in statuses:
            return "error"
        return "failed"

    @property
    def open_checks(self) -> tuple[Check, ...]:
        """The checks that still need work, in their order."""
        return tuple(check for check in self.checks if check.status != "passed")


@dataclass(frozen=True)
class EpochMetrics:
    """One epoch of the trained model. The training figures are the learner's own, and may be missing."""

    epoch: int
    train_loss: float | None
    train_accuracy: float | None
    test_accuracy: float


@dataclass(frozen=True)
class Sample:
    """A test image and what the model took it for.

    pixels: a row of the image each, a byte from 0, the background, to 255 for each pixel. label, predicted: names of
    classes, in English.
    """

    pixels: tuple[bytes, ...]
    label: str
    predicted: str


@dataclass(frozen=True)
class Training:
    """The training of the learner's model: accuracies are fractions, sizes count images.

    samples: a few test images that it is right about, and a few that it is wrong about; results.json has none.
    """

    dataset: str
    train_size: int
    test_size: int
    epochs: int
    threshold: float
    test_accuracy: float
    history: tuple[EpochMetrics, ...]
    samples: tuple[Sample, ...] = ()


@dataclass(frozen=True)
class TrainedModel:
    """What came of the training, and by the id of an exercise why its share of the model's points is not earned."""

    training: Training
    unearned: Mapping[str, str]


@dataclass(frozen=True)
class Environment:
    """Where a grade ran, and which layers stood between the submitted code and the machine."""

    python: str
    torch: str
    platform: str
    sandbox: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Scorecard:
    """One submission, graded. bonus: exercises that count in no score, where they were graded.

    bonus_counts: whether `passed` asks for them too, since they were asked for by name.
    notes: lines that every report shows, such as which data stood in.
    notebook: what messages call the notebook that holds the exercises, where they are not files of a folder.
    """

    kit_version: str
    submission: str
    seed: int
    seconds: float
    pass_mark: float
    exercises: tuple[ExerciseResult, ...]
    training: Training | None
    environment: Environment
    notes: tuple[str, ...] = ()
    bonus: tuple[ExerciseResult, ...] = ()
    bonus_counts: bool = False
    notebook: str = ""

    @property
    def score(self) -> int:
        return sum(result.score for result in self.exercises)

    @property
    def max_score(self) -> int:
        return sum(result.max_score for result in self.exercises)

    @property
    def passed(self) -> bool:
        bonus_passed = all(result.status == "passed" for result in self.bonus)
        return self.score >= self.pass_mark and (bonus_passed or not self.bonus_counts)


@dataclass(frozen=True)
class Raised:
    """An exception of the submission: frames are (file, line, function) of its own code, outermost first."""

    type_name: str
    not_written: bool
    text: str
    frames: tuple[tuple[str, int, str], ...]


# What keeps a check from being decided by its assertions; each carries the status that it gives the check.


class Undecided(Exception):
    """The submission did not come as far as an answer; the message tells the learner what happened."""

    status: ClassVar[CheckStatus]


class NotStarted(Undecided):
    """The code does nothing but raise NotImplementedError."""

    status = "not_started"


class CodeFailed(Undecided):
    """The submission raised an exception (raised), could not be loaded, or ended its process."""

    status: ClassVar[CheckStatus] = "error"

    def __init__(self, message: str, raised: Raised | None = None) -> None:
        super().__init__(message)
        self.raised = raised


class Unfinished(CodeFailed):
    """The code was begun, and came to a line that still raises NotImplementedError."""

    status = "failed"


class TimedOut(Undecided):
    """The submission did not answer before its deadline."""

    status = "timeout"


class Violated(Undecided):
    """The worker broke the rules of the conversation."""

    status = "violation"


class ReadyMade(Undecided):
    """The submission called, ready-made, what the exercise asks to be built."""

    status = "failed"


class NoModel(Undecided):
    """Too little of what trains the model is there."""

    status = "failed"


class NoGrade(Exception):
    """The grader itself cannot go on; this is never to be read as a grade."""
