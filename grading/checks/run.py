"""The graded checks, run with pytest in this process on workers that hold the submission."""

import contextlib
import io
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from course import TASKS, Exercise, Task
from grading import KIT
from grading.checks.catalogue import KnownCheck, checks_of, file_of
from grading.results import CheckStatus, EpochMetrics, NoGrade, Training
from grading.sandbox.deadlines import Deadlines
from grading.sandbox.isolation import Isolation, start_server
from grading.sandbox.machine import refuse_too_little_memory
from grading.submissions.submission import Submission

if TYPE_CHECKING:  # torch and pytest cost seconds, which a grade of untouched stubs does without
    from grading.checks.plugin import Grading
    from grading.feedback.review import Review

NET_SECONDS = 1200
"""pytest-timeout's net behind the workers' own deadlines; longer than a start and a whole training together."""
Outcome = tuple[CheckStatus, str]


@dataclass(frozen=True)
class Settings:
    """What a grade may be told. tasks: the ones to grade; epochs: None for the book's number of updates."""

    tasks: Sequence[Task] = TASKS
    data: Literal["auto", "fashion-mnist", "synthetic"] = "auto"
    data_dir: Path | None = None
    epochs: int | None = None
    seed: int | None = None
    pass_mark: float | None = None
    require_sandbox: bool = False
    isolation: Isolation = field(default_factory=Isolation)
    deadlines: Deadlines = field(default_factory=Deadlines)


@dataclass(frozen=True)
class Progress:
    """What to call on the way, for a person who waits."""

    on_task: Callable[[Task], None] = lambda task: None
    on_epoch: Callable[[EpochMetrics, int], None] = lambda metrics, epochs: None


@dataclass
class Found:
    """What running the checks brought to light; outcomes by task and check."""

    outcomes: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    training: Training | None = None
    notes: list[str] = field(default_factory=list)
    printed_characters: dict[str, int] = field(default_factory=dict)
    ready_made: dict[str, str] = field(default_factory=dict)
    violations: dict[str, str] = field(default_factory=dict)
    reviews: dict[str, "Review"] = field(default_factory=dict)
    layers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def outcome(self, task: Task, check: KnownCheck) -> Outcome:
        """What a check came to. An answer that calls the ready-made operator, or forges one, is worth nothing."""
        if task.id in self.violations:
            return "violation", self.violations[task.id]
        if task.id in self.ready_made:
            return "failed", self.ready_made[task.id]
        return self.outcomes.get((task.id, check.id), ("error", _("This check did not run.")))


def run_checks(
    submission: Submission, settings: Settings, seed: int, tasks: Sequence[Task], progress: Progress
) -> Found:
    """Run the graded checks of these tasks with pytest, in this process, on workers that hold the submission."""
    isolation = replace(settings.isolation, required=settings.require_sandbox)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # where it gets no more threads, it sends itself a Ctrl-C
    refuse_too_little_memory()
    start_server(isolation)  # the server loads torch while this process does the same

    import pytest
    import pytest_timeout

    from given.data import load_images
    from grading.checks.plugin import GRADING, Grading

    state = Grading(
        submission=submission,
        seed=seed,
        data=lambda: load_images(settings.data, settings.data_dir),
        epochs=settings.epochs,
        isolation=isolation,
        deadlines=settings.deadlines,
        on_epoch=progress.on_epoch,
    )
    found = Found()
    failures: list[str] = []
    by_file = {file_of(task).name: task for task in tasks}

    class Recorder:
        """Hands the submission to the plugin, and takes down what each check came to."""

        @pytest.hookimpl(tryfirst=True)
        def pytest_configure(self, config: pytest.Config) -> None:
            config.stash[GRADING] = state

        def pytest_runtest_logstart(self, location: tuple[str, int | None, str]) -> None:
            progress.on_task(by_file[Path(location[0]).name])

        def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
            status, message = report.outcome_of_check
            test = report.nodeid.rpartition("::")[2].removeprefix("test_")
            key = (by_file[Path(report.location[0]).name].id, test)
            if status == "violation":
                found.violations.setdefault(key[0], message)
            if report.when == "call" or status != "passed":
                found.outcomes[key] = (status, message)
            if report.skipped:
                found.outcomes[key] = ("error", _("This check was skipped."))

        def pytest_collectreport(self, report: pytest.CollectReport) -> None:
            if report.failed:
                failures.append(report.longreprtext)

        def pytest_internalerror(self, excrepr: Any) -> None:
            failures.append(str(excrepr))

    arguments = [
        *(str(file_of(task)) for task in tasks),
        f"--rootdir={KIT}",
        f"--config-file={KIT / 'pyproject.toml'}",
        f"--timeout={NET_SECONDS}",
        *(f"-pno:{name}" for name in ("cacheprovider", "faulthandler", "unraisableexception", "threadexception")),
        "--capture=sys",
        "--tb=native",  # the other styles write out the arguments of calls, which a submission may have made huge
    ]
    with contextlib.closing(state), _one_thread():
        with _quiet_pytest() as said:
            code = pytest.main(arguments, plugins=[Recorder(), pytest_timeout])
        if state.fault:
            raise state.fault
        if code == pytest.ExitCode.INTERRUPTED:
            raise KeyboardInterrupt
        if failures or code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            told = _("The graded checks could not be run: {problem}")
            last = ("\n".join(failures).strip() or said.getvalue().strip()).rpartition("\n")[2]
            raise NoGrade(told.format(problem=last[:500]))
        found.training, found.notes, found.printed_characters = state.training, state.notes, state.printed_characters
        found.ready_made, found.layers = state.ready_made, state.layers or ((), ())
        found.reviews = {task.id: _reviewed(task, state, found) for task in tasks if isinstance(task, Exercise)}
    return found


def _reviewed(exercise: Exercise, state: "Grading", found: Found) -> "Review":
    """The exercise, looked at once more in a fresh worker; not if the answer never came."""
    from grading.feedback.review import Review, review

    statuses = {found.outcome(exercise, check)[0] for check in checks_of(exercise)}
    if statuses & {"timeout", "violation", "not_started"}:
        return Review()
    session = state.session(exercise.id, [exercise])
    return review(exercise, session, passed=statuses == {"passed"})  # type: ignore[arg-type]  # never in this process


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch use one thread here: on busy cores two of them mostly wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextlib.contextmanager
def _quiet_pytest() -> Iterator[io.StringIO]:
    """pytest without plugins or options that lie in the environment; what it says goes nowhere but here."""
    saved = {name: os.environ.pop(name, None) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")}
    saved["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            yield said
    finally:
        for name, value in saved.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
