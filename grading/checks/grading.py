"""One submission under test: its sessions, and what comes up on the way that reports will want to know."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import course
from course.records import Answer, Exercise, Model, Task
from given.data import DataError, ImageData
from grading.checks import training
from grading.results import EpochMetrics, NoGrade, Outcome, Training
from grading.sandbox import machine, signals
from grading.sandbox.in_process import LocalSession
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
    _open: tuple[Task, Any] | None = None
    _preparation: "_Preparation | None" = None

    def answer(self, exercise: Exercise) -> Answer:
        """What stands for the exercise's function or class in checks."""
        return self.session(exercise).answer(exercise)  # type: ignore[no-any-return]  # see session

    def session(self, exercise: Exercise) -> Any:
        """The session of an exercise, remote or local; only one lives at a time, so that none works on unasked."""
        if self._open is None or self._open[0] != exercise:
            self._close_session()
            self._open = exercise, self._session([exercise], exercise.scenario, self.deadlines)
        return self._open[1]

    def prepare(self, model: Model) -> None:
        """Load the images and send them to a worker of the model's, from a thread; train() waits for that.

        The worker gets the submission only when the other exercises are through.
        """
        if self._preparation is None:
            self._preparation = _Preparation(self, model)

    def train(self, model: Model) -> Training:
        """Train the model with the learner's parts."""
        self._close_session()
        self.prepare(model)
        assert self._preparation
        session, prepared = self._preparation.wait()
        self._open = model, session
        if prepared.images.note:
            self.notes.append(prepared.images.note)
        self.training = training.train(session, model, prepared, self.epochs, self.on_epoch)
        return self.training

    def model_session(self, model: Model) -> Any:
        deadlines = replace(self.deadlines, exercise=training.TRAINING_SECONDS)
        return self._session(course.EXERCISES, model.scenario, deadlines)

    def close(self) -> None:
        """Let go of all workers."""
        self._close_session()
        if self._preparation:
            self._preparation.session.close()

    def _session(self, exercises: Any, scenario: str, deadlines: Deadlines) -> Any:
        if self.in_process:
            return LocalSession(self.submission, exercises, scenario)
        return RemoteSession(self.submission, exercises, scenario, self.isolation, deadlines)

    def _close_session(self) -> None:
        if self._open:
            task, session = self._open
            if isinstance(session, RemoteSession):
                self.layers = session.layers or self.layers
                if session.ready_made:
                    self.ready_made[task.id] = session.ready_made
            session.close()
            self._open = None


class _Preparation:
    """What a training needs beside the submission, made ready while something else goes on."""

    def __init__(self, grading: Grading, model: Model) -> None:
        self.session = grading.model_session(model)
        if isinstance(self.session, RemoteSession):
            self.session.start()  # here: how processes are started is not a matter for threads
        self._grading, self._model = grading, model
        self._result: training.Prepared | Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        with signals.held():
            self._thread.start()

    def _run(self) -> None:
        try:
            images = self._grading.images()
            self._result = training.prepare(self.session, self._model, images, self._grading.seed)
        except Exception as error:
            self._result = error

    def wait(self) -> tuple[Any, training.Prepared]:
        """The session and what it trains on; DataError if there are no images, NoGrade if something else failed."""
        self._thread.join()
        if isinstance(self._result, DataError | NoGrade):
            raise self._result
        if not isinstance(self._result, training.Prepared):  # the submission has no part in it
            assert self._result
            raise NoGrade(machine.explain(self._result)) from self._result
        return self.session, self._result
