"""The pytest plugin of the graded checks: fixtures that stand for the learner's code, points and outcomes."""

import hashlib
import secrets
from collections.abc import Callable, Generator
from gettext import gettext as _
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import torch

import course
import language
from course.records import Exercise
from given.data import DataError, load_images
from grading.checks.catalogue import GRADED
from grading.checks.grading import GRADING, Grading
from grading.checks.run import run_needed
from grading.results import CodeFailed, NoGrade, NotStarted, Outcome, TrainedModel, Undecided
from grading.sandbox import machine
from grading.sandbox.remote import RemoteFunction
from grading.submissions.submission import DEFAULT_FOLDER, UnusableSubmission, read
from grading.text import NOTHING, listed, shown

ALONE = pytest.StashKey[bool]()
"""Whether somebody started pytest, and not the grader."""
LONGEST_OUTPUT = 1_000
"""Characters of what is printed during a check."""
BONUS = [exercise.id for exercise in course.BONUS]
EVERY_ID = {task.id for task in course.EVERY_TASK}


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
    config.pluginmanager.register(_fixtures_of_the_course())
    config.stash[ALONE] = GRADING not in config.stash
    if not config.stash[ALONE]:
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
        images=lambda: load_images(option("--data"), option("--data-dir")),
        epochs=option("--epochs"),
        in_process=option("--in-process"),
    )
    config.add_cleanup(config.stash[GRADING].close)


def pytest_report_header(config: pytest.Config) -> str:
    grading = config.stash[GRADING]
    return _("grading {folder}/ with --seed {seed}").format(folder=grading.submission.label, seed=grading.seed)


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
    if isinstance(error, pytest.FixtureLookupError):
        message = _("{file}: {test} asks for {name}, and there is no such fixture.")
        error = NoGrade(message.format(file=item.path.name, test=item.name, name=error.argname))
    if isinstance(error, NoGrade | DataError):
        report.longrepr = str(error)
        item.config.stash[GRADING].fault = error
        item.session.shouldstop = str(error)
    if isinstance(error, CodeFailed) and error.raised:
        item.config.stash[GRADING].raised[_key(item)] = error.raised
    _record(item, report, _outcome(error))
    return report


def _record(item: pytest.Item, report: pytest.TestReport, outcome: Outcome) -> None:
    """Take down what a check came to."""
    grading, (status, message) = item.config.stash[GRADING], outcome
    key = _key(item)
    grading.outputs[key] = shown(report.capstdout, LONGEST_OUTPUT)
    grading.seconds[key] = grading.seconds.get(key, 0.0) + report.duration
    if status == "violation":
        unsaid = shown(_("Hidden check failed."))
        grading.violations.setdefault(key[0], unsaid if _is_hidden(item) else message)
    if report.when == "call" or status != "passed":
        grading.outcomes[key] = outcome
    if report.skipped:
        grading.outcomes[key] = ("error", shown(_("This check was skipped.")))


def _key(item: pytest.Item) -> tuple[str, str]:
    """The ids of task and check."""
    return _task_id(item), item.name.removeprefix("test_")


def _task_id(item: pytest.Item) -> str:
    """The task that a graded check belongs to; "" for other tests."""
    extra = item.config.stash[GRADING].extra
    folders = (GRADED, extra.folder) if extra else (GRADED,)
    return item.path.stem.removeprefix("test_") if item.path.parent in folders else ""


def _is_hidden(item: pytest.Item) -> bool:
    """Whether a learner hears no more of a check than whether it passed."""
    grading, (id, name) = item.config.stash[GRADING], _key(item)
    extra = grading.extra.checks.get(id, ()) if grading.extra else ()
    return any(check.id == name and check.hidden for check in extra)


def _outcome(error: BaseException | None) -> Outcome:
    """The status of a check and the message that goes with it."""
    if error is None:
        return "passed", NOTHING
    if isinstance(error, Undecided):
        return error.status, shown(str(error))
    if isinstance(error, AssertionError | pytest.fail.Exception):
        message = shown(str(error))
        if message.startswith("Timeout ("):  # pytest-timeout's own words, in any language
            return "timeout", shown(_("The check took too long and was stopped."))
        return "failed", message
    unexpected = _("The check could not make sense of what came back ({error}).")
    return "error", shown(unexpected.format(error=f"{type(error).__name__}: {error}"))


# Which checks run: what others hang on comes first, and what goes beyond the score does not crowd a beginner


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the bonus checks unless they were asked for or the five are written; then they come last.

    `-k` with the name of an exercise means that one, and no other whose name has the same word in it.
    """
    named = config.option.keyword.lower()
    if others := [item for item in items if named in EVERY_ID and _task_id(item) not in ("", named)]:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    bonus = [item for item in items if _task_id(item) in BONUS]
    submission = config.stash[GRADING].submission
    unready = any(submission.not_started(item) or submission.problem(item) for item in course.EXERCISES)
    if bonus and unready and not _asked_for(config):
        config.hook.pytest_deselected(items=bonus)
        items[:] = [item for item in items if item not in bonus]
    order = ["", *(exercise.id for exercise in course.EXERCISES), course.MODEL.id, *BONUS]
    # Hidden checks come last, so that code that has seen one cannot say what it saw in the output of another.
    items.sort(key=lambda item: (order.index(_task_id(item)), _is_hidden(item)))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    """Run, silently, the other checks on which what was asked for hangs."""
    if session.config.stash[ALONE] and not session.config.option.collectonly:
        selected = {(_task_id(item), item.name.removeprefix("test_")) for item in session.items}
        run_needed(session.config.stash[GRADING], selected)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if _task_id(item) in BONUS and item.session.testsfailed and not _asked_for(item.config):
        pytest.skip(_("It goes beyond the book's five: first the checks that failed above."))


def _asked_for(config: pytest.Config) -> bool:
    """Whether somebody said which checks to run."""
    return bool(config.option.keyword) or config.args_source is config.ArgsSource.ARGS


# Fixtures


@pytest.fixture
def grading(pytestconfig: pytest.Config) -> Grading:
    return pytestconfig.stash[GRADING]


@pytest.fixture
def generator(grading: Grading, request: pytest.FixtureRequest) -> torch.Generator:
    """Random numbers for one check: the same for the same seed, whichever other checks run."""
    digest = hashlib.sha256(f"{grading.seed} {request.node.name}".encode()).digest()
    return torch.Generator().manual_seed(int.from_bytes(digest[:7], "big"))


@pytest.fixture
def arguments_after() -> Callable[..., list[Any]]:
    """Calls a function on copies of the arguments, and returns the copies as the function left them."""

    def call(function: Any, *args: torch.Tensor) -> list[Any]:
        if isinstance(function, RemoteFunction):
            return function.called(*args).after
        copies = [arg.clone() for arg in args]
        function(*copies)
        return copies

    return call


def _stand_in(exercise: Exercise) -> Any:
    """A fixture that stands for what the learner wrote."""

    @pytest.fixture(name=exercise.fixture)
    def stand_in(grading: Grading) -> Any:
        return grading.session(exercise).answer(exercise)

    return stand_in


@pytest.fixture(name=course.MODEL.fixture, scope="session")
def _model(pytestconfig: pytest.Config) -> TrainedModel:
    """What comes of the training of a model by the learner's own parts, once for all checks."""
    grading = pytestconfig.stash[GRADING]
    if unstarted := [exercise.id for exercise in course.EXERCISES if grading.submission.not_started(exercise)]:
        raise NotStarted(_("waiting for {exercises}").format(exercises=listed(unstarted)))
    return grading.train(course.MODEL)


def _fixtures_of_the_course() -> ModuleType:
    """One fixture an exercise, by the name that the course gives it."""
    fixtures = ModuleType("fixtures_of_the_course")
    for exercise in course.EVERY_EXERCISE:
        setattr(fixtures, exercise.fixture, _stand_in(exercise))
    return fixtures
