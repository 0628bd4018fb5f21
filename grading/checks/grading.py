"""One submission under test: its sessions, and what comes up on the way that reports will want to know."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import course
from course.records import Exercise, Model, Task
from given.data import DataError, ImageData
from grading.checks.training import TRAINING_SECONDS, Prepared, send_images, train
from grading.results import EpochMetrics, NoGrade, Outcome, Training
from grading.sandbox import machine, signals
from grading.sandbox.in_process import LocalSession, Session
from grading.sandbox.isolation import Deadlines, Isolation
from grading.sandbox.session import RemoteSession
from grading.submissions.submission import Submission


@dataclass
class Grading:
    """The settings of a grade, and what it finds out.

    images: loads what the model trains on; DataError if that cannot be used. epochs: None for the book's updates.
    in_process: run the submission here, for a debugger. outcomes: by the ids of task and check.
    ready_made, violations: by the task's id, the message that costs all of its points.
    fault: what keeps this grade from being one.
    """

    submission: Submission
    seed: int
    images: Callable[[], ImageData]
    epochs: int | None = None
    in_process: bool = False
    isolation: Isolation = field(default_factory=Isolation)
    deadlines: Deadlines = field(default_factory=Deadlines)
    on_epoch: Callable[[EpochMetrics, int], None] = lambda metrics, epochs: None
    outcomes: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    training: Training | None = None
    notes: list[str] = field(default_factory=list)
    ready_made: dict[str, str] = field(default_factory=dict)
    violations: dict[str, str] = field(default_factory=dict)
    layers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    fault: NoGrade | DataError | None = None
    _open: tuple[Task, Session] | None = None
    _prepared: tuple[Session, Future[Prepared]] | None = None

    def session(self, exercise: Exercise) -> Session:
        """The session of an exercise; only one lives at a time, so that no submission works on unasked."""
        if self._open is None or self._open[0] != exercise:
            self._close_session()
            self._open = exercise, self._new_session([exercise], exercise.scenario, self.deadlines)
        return self._open[1]

    def prepare(self, model: Model) -> None:
        """Load the images and send them to a worker of the model's, in a thread; train() waits for that.

        The worker gets the submission only when the checks of the exercises are through.
        """
        if self._prepared is None:
            deadlines = replace(self.deadlines, exercise=TRAINING_SECONDS)
            session = self._new_session(course.EXERCISES, model.scenario, deadlines)
            session.start()  # here: how processes are started is not a matter for threads
            with signals.held():
                self._prepared = session, ThreadPoolExecutor(1).submit(self._send_images, session, model)

    def _send_images(self, session: Session, model: Model) -> Prepared:
        try:
            return send_images(session, model, self.images(), self.seed)
        except (DataError, NoGrade):
            raise
        except Exception as error:  # the submission has no part in it
            raise NoGrade(machine.explain(error)) from error

    def train(self, model: Model) -> Training:
        """Train the model with the learner's parts. DataError without images, NoGrade where the kit's part fails."""
        self._close_session()
        self.prepare(model)
        assert self._prepared
        session, preparing = self._prepared
        prepared = preparing.result()
        self._open = model, session
        if prepared.images.note:
            self.notes.append(prepared.images.note)
        self.training = train(session, model, prepared, self.epochs, self.on_epoch)
        return self.training

    def close(self) -> None:
        """Let go of all workers."""
        self._close_session()
        if self._prepared:
            self._prepared[0].close()

    def _new_session(self, exercises: Sequence[Exercise], scenario: str, deadlines: Deadlines) -> Session:
        if self.in_process:
            return LocalSession(self.submission, exercises, scenario)
        return RemoteSession(self.submission, exercises, scenario, self.isolation, deadlines)

    def _close_session(self) -> None:
        if self._open:
            task, session = self._open
            if isinstance(session, RemoteSession):
                self.layers = session.layers or self.layers
                if session.ready_made:
                    self.ready_made.setdefault(task.id, session.ready_made)
            session.close()
            self._open = None
