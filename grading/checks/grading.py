"""One submission under test: its sessions, and what comes up on the way that reports will want to know."""

import sys
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
    _printed: list[str] = field(default_factory=list)
    _under_way: tuple[Session, Future[Training]] | None = None

    def session(self, exercise: Exercise) -> Session:
        """The session of an exercise; beside a training's only one lives, so that no submission works on unasked."""
        if self._open is None or self._open[0] != exercise:
            self.end_session()
            self._open = exercise, self._new_session([exercise], exercise.scenario, self.deadlines)
        return self._open[1]

    def begin_training(self, model: Model) -> None:
        """Train the model with the learner's parts in a thread, beside the checks; train() waits for that."""
        if self._under_way is None:
            session = self._training_session(model)
            session.start()  # here: how processes are started is not a matter for threads
            with signals.held():
                self._under_way = session, ThreadPoolExecutor(1).submit(self._train, session, model)

    def train(self, model: Model) -> Training:
        """The model that the learner's parts trained. DataError without images, NoGrade where the kit's part fails."""
        self.end_session()
        if self.in_process:  # a debugger stops in the first thread
            self.training = self._train(self._training_session(model), model)
            return self.training
        self.begin_training(model)
        assert self._under_way
        try:
            self.training = self._under_way[1].result()
        finally:
            sys.stdout.write("".join(self._printed))
        return self.training

    def _train(self, session: Session, model: Model) -> Training:
        try:
            prepared = self._send_images(session, model)
            return train(session, model, prepared, self.epochs, self.on_epoch)
        finally:
            self.ready_made = {**session.ready_made, **self.ready_made}
            session.close()

    def _send_images(self, session: Session, model: Model) -> Prepared:
        try:
            images = self.images()
            if images.note:
                self.notes.append(images.note)
            return send_images(session, model, images, self.seed)
        except (DataError, NoGrade):
            raise
        except Exception as error:  # the submission has no part in it
            raise NoGrade(machine.explain(error)) from error

    def close(self) -> None:
        """Let go of all workers."""
        self.end_session()
        if self._under_way:
            self._under_way[0].close()

    def _training_session(self, model: Model) -> Session:
        deadlines = replace(self.deadlines, exercise=TRAINING_SECONDS)
        session = self._new_session(course.EXERCISES, model.scenario, deadlines)
        session.on_print = self._printed.append  # the checks print meanwhile
        session.lenient = True  # what is ready-made costs its exercise, not the training
        return session

    def _new_session(self, exercises: Sequence[Exercise], scenario: str, deadlines: Deadlines) -> Session:
        if self.in_process:
            return LocalSession(self.submission, exercises, scenario, noting=True)
        return RemoteSession(self.submission, exercises, scenario, self.isolation, deadlines)

    def end_session(self) -> None:
        """Let go of the open session's worker; whoever asks for a session next gets a fresh one."""
        if self._open:
            _task, session = self._open
            if isinstance(session, RemoteSession):
                self.layers = session.layers or self.layers
                self.ready_made = {**session.ready_made, **self.ready_made}
            session.close()
            self._open = None
