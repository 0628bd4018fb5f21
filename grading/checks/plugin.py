"""The pytest plugin of the graded checks: fixtures that stand for the learner's code, points and outcomes."""

import hashlib
import secrets
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path
from typing import Any

import pytest
import torch

import language
from course import EXERCISES, Exercise, exercise
from given.data import DataError, ImageData, load_images
from grading.checks import training
from grading.checks.local_session import LocalSession
from grading.results import CheckStatus, EpochMetrics, NoGrade, NotStarted, Training, Undecided
from grading.sandbox import machine
from grading.sandbox.deadlines import Deadlines
from grading.sandbox.isolation import Isolation
from grading.sandbox.session import RemoteFunction, RemoteSession, Session
from grading.submissions.submission import DEFAULT_FOLDER, Submission, UnusableSubmission, read
from grading.text import listed, shown


@dataclass
class Grading:
    """One submission under test: the settings, and what comes up on the way that reports will want to know."""

    submission: Submission
    seed: int
    data: Callable[[], ImageData]
    epochs: int | None = None
    in_process: bool = False
    isolation: Isolation = field(default_factory=Isolation)
    deadlines: Deadlines = field(default_factory=Deadlines)
    on_epoch: Callable[[EpochMetrics, int], None] = lambda metrics, epochs: None
    training: Training | None = None
    notes: list[str] = field(default_factory=list)
    printed_characters: dict[str, int] = field(default_factory=dict)
    ready_made: dict[str, str] = field(default_factory=dict)
    layers: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    fault: NoGrade | DataError | None = None
    _sessions: dict[str, Session] = field(default_factory=dict)

    def session(self, id: str, exercises: Sequence[Exercise], **settings: Any) -> Session:
        """The session of a task. Only one lives at a time, so that no submission works on while another is asked."""
        if id not in self._sessions:
            self.close()
            substitute = [other.id for other in EXERCISES if other not in exercises]
            self._sessions[id] = (
                LocalSession(self.submission, exercises, substitute)
                if self.in_process
                else RemoteSession(
                    self.submission, exercises, substitute, self.isolation, **{"deadlines": self.deadlines, **settings}
                )
            )
        return self._sessions[id]

    def close(self) -> None:
        for id, open_session in self._sessions.items():
            self.printed_characters[id] = self.printed_characters.get(id, 0) + open_session.printed_characters
            if isinstance(open_session, RemoteSession):
                self.layers = open_session.layers or self.layers
                if open_session.ready_made:
                    self.ready_made[id] = open_session.ready_made
            open_session.close()
        self._sessions.clear()


GRADING = pytest.StashKey[Grading]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("the exercises")
    group.addoption("--submission", type=Path, default=DEFAULT_FOLDER, help="the folder or archive to grade")
    group.addoption("--seed", type=int, help="draw the inputs of the checks from this seed (default: a fresh one)")
    group.addoption("--in-process", action="store_true", help="run the code in this process, for --pdb; no sandbox")
    group.addoption("--data", choices=("auto", "fashion-mnist", "synthetic"), default="auto", help="the images")
    group.addoption("--data-dir", type=Path, help="the folder that holds Fashion-MNIST in torchvision's layout")
    group.addoption("--epochs", type=int, help="train the model for so many epochs (default: about 2,350 updates)")
    group.addoption("--lang", choices=("en", "zh"), help="the language of the messages (default: the locale's)")


def pytest_configure(config: pytest.Config) -> None:
    if GRADING in config.stash:
        return
    option = config.getoption
    language.use(option("--lang"))
    seed = option("--seed")
    try:
        submission = read(option("--submission"))
    except UnusableSubmission as problem:
        raise pytest.UsageError(str(problem)) from None
    config.stash[GRADING] = Grading(
        submission=submission,
        seed=secrets.randbelow(2**31) if seed is None else seed,
        data=lambda: load_images(option("--data"), option("--data-dir")),
        epochs=option("--epochs"),
        in_process=option("--in-process"),
    )


def pytest_report_header(config: pytest.Config) -> str:
    grading = config.stash[GRADING]
    return _("grading {folder}/ with --seed {seed}").format(folder=grading.submission.label, seed=grading.seed)


def pytest_unconfigure(config: pytest.Config) -> None:
    with suppress(KeyError):
        config.stash[GRADING].close()


def pytest_terminal_summary(terminalreporter: "pytest.TerminalReporter", config: pytest.Config) -> None:
    for note in config.stash[GRADING].notes:
        terminalreporter.write_line(note)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Give the report its outcome for the scorecard; what is not an assertion reads as its message alone."""
    report = yield
    error = call.excinfo.value if call.excinfo else None
    if isinstance(error, Undecided):
        report.longrepr = str(error)
        report.when = "call"  # a submission that is not ready is a failed check, not a broken test
    if isinstance(error, OSError | MemoryError) and not item.config.stash[GRADING].in_process:
        error = NoGrade(machine.explain(error))  # of this process: what the submission raises comes as Undecided
    if isinstance(error, NoGrade | DataError):
        report.longrepr = str(error)
        item.config.stash[GRADING].fault = error
        item.session.shouldstop = str(error)
    report.outcome_of_check = _outcome(error)  # type: ignore[attr-defined]  # for the Recorder of grading.grade
    return report


def _outcome(error: BaseException | None) -> tuple[CheckStatus, str]:
    """The status of a check and the message that goes with it."""
    if error is None:
        return "passed", ""
    if isinstance(error, Undecided):
        return error.status, shown(str(error))
    if isinstance(error, AssertionError | pytest.fail.Exception):
        message = shown(str(error))
        if message.startswith("Timeout ("):  # pytest-timeout's own words, in any language
            return "timeout", _("The check took too long and was stopped.")
        return "failed", message
    told = _("The check could not make sense of what came back ({error}).")
    return "error", shown(told.format(error=f"{type(error).__name__}: {error}"))


@pytest.fixture
def grading(pytestconfig: pytest.Config) -> Grading:
    return pytestconfig.stash[GRADING]


@pytest.fixture
def generator(grading: Grading, request: pytest.FixtureRequest) -> torch.Generator:
    """Random numbers for one check: the same for the same seed, whichever other checks run."""
    digest = hashlib.sha256(f"{grading.seed} {request.node.name}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:7], "big"))


def _learners(grading: Grading, id: str) -> Any:
    wanted = exercise(id)
    return grading.session(id, [wanted]).get(wanted)


@pytest.fixture
def softmax(grading: Grading) -> Any:
    return _learners(grading, "softmax")


@pytest.fixture
def cross_entropy(grading: Grading) -> Any:
    return _learners(grading, "cross_entropy")


@pytest.fixture
def accuracy(grading: Grading) -> Any:
    return _learners(grading, "accuracy")


@pytest.fixture
def Accumulator(grading: Grading) -> Any:
    return _learners(grading, "accumulator")


@pytest.fixture
def play_epoch(grading: Grading) -> Callable[..., Any]:
    """Plays one call of the learner's train_epoch_ch3 and returns what could be observed."""
    open_session = grading.session("train_epoch", [exercise("train_epoch")])

    def play(**situation: Any) -> Any:
        return open_session.play("play_epoch", **situation)

    return play


@pytest.fixture
def arguments_after() -> Callable[..., list[Any]]:
    """Calls a function on copies of the arguments, and returns the copies as the function left them."""

    def call(function: Any, *args: torch.Tensor) -> list[Any]:
        if isinstance(function, RemoteFunction):
            return function.arguments_after(*args)
        copies = [arg.clone() for arg in args]
        function(*copies)
        return copies

    return call


@pytest.fixture
def trained_model(grading: Grading) -> Training:
    """A softmax regression, trained by the learner's five functions."""
    unstarted = [exercise.id for exercise in EXERCISES if grading.submission.not_started(exercise)]
    if unstarted:
        raise NotStarted(_("waiting for {exercises}").format(exercises=listed(unstarted)))
    open_session = grading.session(
        "trained_model",
        EXERCISES,
        deadlines=replace(grading.deadlines, exercise=training.TRAINING_SECONDS),
        threads=training.THREADS,
    )
    try:
        images = grading.data()
    except DataError:
        raise
    except Exception as error:  # the submission has no part in it
        raise NoGrade(machine.explain(error)) from error
    if images.note:
        grading.notes.append(images.note)
    grading.training = training.train(open_session, images, grading.epochs, grading.seed, grading.on_epoch)
    return grading.training
