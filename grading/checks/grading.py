"""One submission under test: its sessions, and what comes up on the way that reports will want to know."""

import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from gettext import gettext as _

import pytest

import course
from course.answers import is_handout
from course.records import Exercise, Model, Task
from given.data import DataError, ImageData
from grading.checks.catalogue import KnownCheck, checks_of
from grading.checks.extra import ExtraChecks, known_checks
from grading.checks.training import Prepared, send_images, train
from grading.results import EpochMetrics, NoGrade, NoModel, Outcome, Raised, TrainedModel, Training, Undecided, Violated
from grading.sandbox import machine, signals
from grading.sandbox.in_process import LocalSession, Session
from grading.sandbox.isolation import Deadlines, Isolation
from grading.sandbox.session import Budget, RemoteSession
from grading.submissions.submission import Submission
from grading.text import Shown, listed, shown

GRADING = pytest.StashKey["Grading"]()
"""Where pytest keeps the submission that its checks are about."""


@dataclass
class Grading:
    """The settings of a grade, and what it finds out.

    images: loads what the model trains on; DataError if that cannot be used. epochs: None for the book's updates.
    in_process: run the submission here, for a debugger. extra: the instructor's own checks.
    outcomes, outputs: by the ids of task and check, what the check came to and what was printed meanwhile.
    raised: likewise, the exception of the submission that ended the check. seconds: what it took with its fixtures.
    ready_made, violations: by the task's id, the message that costs all of its points.
    unloadable: the files of exercises that ended in an error when they were loaded.
    fault: what keeps this grade from being one.
    before_close: has a last look at an exercise in the worker in which its checks ran.
    """

    submission: Submission
    seed: int
    images: Callable[[], ImageData]
    epochs: int | None = None
    in_process: bool = False
    extra: ExtraChecks | None = None
    isolation: Isolation = field(default_factory=Isolation)
    deadlines: Deadlines = field(default_factory=Deadlines)
    on_epoch: Callable[[EpochMetrics, int], None] = lambda metrics, epochs: None
    outcomes: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    outputs: dict[tuple[str, str], Shown] = field(default_factory=dict)
    raised: dict[tuple[str, str], Raised] = field(default_factory=dict)
    seconds: dict[tuple[str, str], float] = field(default_factory=dict)
    training: Training | None = None
    notes: list[str] = field(default_factory=list)
    ready_made: dict[str, Shown] = field(default_factory=dict)
    violations: dict[str, Shown] = field(default_factory=dict)
    unloadable: set[str] = field(default_factory=set)
    layers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    fault: NoGrade | DataError | None = None
    before_close: Callable[[Exercise, Session], None] = lambda exercise, session: None
    _open: tuple[Task, Session] | None = None
    _printed: list[str] = field(default_factory=list)
    _under_way: tuple[Session, Future[Training]] | None = None

    def __post_init__(self) -> None:
        self.budget = Budget(self.deadlines.submission)

    # What the checks came to

    def outcome(self, task: Task, check: KnownCheck) -> Outcome:
        """What a check came to. An answer that calls the ready-made operator, or forges one, is worth nothing."""
        if task.id in self.violations:
            return "violation", self.violations[task.id]
        if task.id in self.ready_made:
            return "failed", self.ready_made[task.id]
        return self.outcomes.get((task.id, check.id), ("error", shown(_("This check did not run."))))

    def earned(self, task: Task) -> int:
        """The points that a task has got; one whose checks were not run has none."""
        return sum(check.points for check in checks_of(task) if self.outcome(task, check)[0] == "passed")

    def short_of_full_points(self, exercises: Sequence[Exercise]) -> list[Exercise]:
        return [exercise for exercise in exercises if self.earned(exercise) < exercise.points]

    def known(self, task: Task, id: str) -> KnownCheck | None:
        """The check of a task that has this id; None if there is none."""
        return next((check for check in known_checks(task, self.extra) if check.id == id), None)

    # Sessions

    def session(self, exercise: Exercise) -> Session:
        """The session of an exercise, beside which the kit's part stands for any other that it needs and is not right.

        Beside a training's only one lives, so that no submission works on unasked.
        """
        if self._open is None or self._open[0] != exercise:
            self.end_session()
            needed = [course.exercise(id) for id in exercise.needs]
            replaced = self.short_of_full_points(needed)
            self._open = exercise, self._new_session([exercise], exercise.scenario, self.deadlines, replaced)
        return self._open[1]

    def end_session(self) -> None:
        """Let go of the open session's worker; whoever asks for a session next gets a fresh one."""
        if self._open:
            task, session = self._open
            self._note_layers(session)
            if isinstance(session, RemoteSession):
                self._note_ready_made(session)
                if isinstance(task, Exercise):
                    self.before_close(task, session)
                    self._note_ready_made(session)
                if session.unloadable and isinstance(task, Exercise):
                    self.unloadable.add(task.file)
            session.close()
            self._open = None

    def _note_layers(self, session: Session) -> None:
        if isinstance(session, RemoteSession) and session.layers:
            self.layers = session.layers

    def _note_ready_made(self, session: Session) -> None:
        """Into the one dictionary, as the training's thread and that of the checks may do so at the same time."""
        for id, message in session.ready_made.items():
            self.ready_made.setdefault(id, message)

    def _new_session(
        self, exercises: Sequence[Exercise], scenario: str, deadlines: Deadlines, replaced: Sequence[Exercise]
    ) -> Session:
        unloadable = dict.fromkeys(self.unloadable & {exercise.file for exercise in replaced}, "")
        submission = replace(self.submission, sources={**self.submission.sources, **unloadable})
        if self.in_process:
            return LocalSession(submission, exercises, scenario, replaced, noting=True)
        return RemoteSession(submission, exercises, scenario, replaced, self.isolation, deadlines, self.budget)

    def close(self) -> None:
        """Let go of all workers."""
        self.end_session()
        if self._under_way:
            self._under_way[0].close()

    # The model

    def begin_training(self, model: Model) -> None:
        """Train the model with the learner's own parts in a thread, beside the checks; train() waits for that."""
        if self._under_way is None:
            session = self._training_session(model, [])
            with signals.held():
                self._under_way = session, ThreadPoolExecutor(1).submit(self._train, session, model)

    def train(self, model: Model) -> TrainedModel:
        """The model that the learner's parts train, once their checks have run.

        If it does not learn with all of them, it is trained with the kit's for each that is short of full points; not
        in a handout, which has no others.
        NoModel where the part that trains it is not half right, DataError without images, NoGrade where the kit fails.
        """
        self.end_session()
        self._refuse_without_half_of(course.exercise(model.trained_by))
        training = self._own_training(model)
        self._refuse_without_half_of(course.exercise(model.trained_by))  # what it used ready-made is known by now
        short = self.short_of_full_points(course.EXERCISES)
        learned = isinstance(training, Training) and training.test_accuracy > model.threshold
        replaced = [] if learned or isinstance(training, Violated) else short
        if replaced and is_handout():
            self.notes.append(_of_a_full_grade(replaced))
            replaced = []
        if replaced:
            training = self._train(self._training_session(model, replaced), model)
        if isinstance(training, Undecided):
            raise training
        self.training = training
        return TrainedModel(training, self._unearned(replaced))

    def _refuse_without_half_of(self, trainer: Exercise) -> None:
        if _less_than_half(self.earned(trainer), trainer):
            self.close()
            message = _("{name} has {score} of its {points} points. From half of them on there is a model to train.")
            raise NoModel(message.format(name=trainer.name, score=self.earned(trainer), points=trainer.points))

    def _own_training(self, model: Model) -> Training | Undecided:
        """The training with all of the learner's own parts, or what kept it from its end."""
        if self.in_process:  # a debugger stops in the first thread
            return self._train(self._training_session(model, []), model)
        self.begin_training(model)
        assert self._under_way
        try:
            return self._under_way[1].result()
        except Undecided as problem:
            return problem
        finally:
            sys.stdout.write("".join(self._printed))

    def _unearned(self, replaced: Sequence[Exercise]) -> Mapping[str, str]:
        with_the_kits = _("The model was trained with the kit's {name} in place of yours.")
        too_few = _("{name} has {score} of its {points} points; it counts as a part of the model from half of them on.")
        unearned = {exercise.id: with_the_kits.format(name=exercise.name) for exercise in replaced}
        self.notes.extend(unearned.values())
        for exercise in course.EXERCISES:
            if exercise not in replaced and _less_than_half(score := self.earned(exercise), exercise):
                unearned[exercise.id] = too_few.format(name=exercise.name, score=score, points=exercise.points)
        return unearned

    def _training_session(self, model: Model, replaced: Sequence[Exercise]) -> Session:
        deadlines = replace(self.deadlines, exercise=self.deadlines.submission)
        session = self._new_session(course.EXERCISES, model.scenario, deadlines, replaced)
        session.on_print = self._printed.append  # the checks print meanwhile
        session.start()  # here: how processes are started is not a matter for threads
        self._note_layers(session)
        session.lenient = True  # what is ready-made costs its exercise, not the training
        return session

    def _train(self, session: Session, model: Model) -> Training:
        try:
            prepared = self._send_images(session, model)
            return train(session, model, prepared, self.epochs, self.on_epoch)
        finally:
            self._note_ready_made(session)
            session.close()

    def _send_images(self, session: Session, model: Model) -> Prepared:
        try:
            images = self.images()
            if images.note and images.note not in self.notes:
                self.notes.append(images.note)
            return send_images(session, model, images, self.seed)
        except (DataError, NoGrade):
            raise
        except Exception as error:  # the submission has no part in it
            raise NoGrade(machine.explain(error)) from error


def _of_a_full_grade(replaced: Sequence[Exercise]) -> str:
    message = _(
        "Your model was trained with your own parts alone, since this copy of the kit holds no solutions. A full grade "
        "trains it once more, with the kit's {names} in place of yours."
    )
    return message.format(names=listed(exercise.name for exercise in replaced))


def _less_than_half(points: int, exercise: Exercise) -> bool:
    return 2 * points < exercise.points
