"""One submission becomes one Scorecard."""

import contextlib
import io
import os
import platform
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from grading import VERSION
from grading.catalogue import KnownCheck, checks_of, file_of
from grading.outcomes import NoGrade
from grading.results import (
    Check,
    CheckStatus,
    Environment,
    EpochMetrics,
    ExerciseResult,
    Scorecard,
    Training,
)  # fmt: skip
from grading.submission import Submission
from grading.syllabus import EXERCISES, TASKS, Exercise, Task

if TYPE_CHECKING:  # torch and pytest cost seconds, which a grade of untouched stubs does without
    from grading.plugin import Grading
    from grading.review import Review
    from grading.sandbox import Isolation

NET_SECONDS = 900
"""pytest-timeout's net behind the workers' own deadlines; longer than a start and a whole training together."""
MUCH_PRINTED = 100_000
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
    isolation: "Isolation | None" = None


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
    reviews: dict[str, "Review"] = field(default_factory=dict)
    layers: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def outcome(self, task: Task, check: KnownCheck) -> Outcome:
        """What a check came to. An answer that calls the ready-made operator is worth nothing."""
        if task.id in self.ready_made:
            return "failed", self.ready_made[task.id]
        return self.outcomes.get((task.id, check.id), ("error", "This check did not run."))


def grade(submission: Submission, settings: Settings, progress: Progress | None = None) -> Scorecard:
    """Grade a submission; NoGrade if the grader itself fails, never a wrong score."""
    began = time.monotonic()
    seed = secrets.randbelow(2**31) if settings.seed is None else settings.seed
    known = {task.id: obstacle(submission, task) for task in settings.tasks}
    runnable = [task for task in settings.tasks if known[task.id] is None]
    found = _run(submission, settings, seed, runnable, progress or Progress()) if runnable else Found()
    results = tuple(_result(task, known[task.id], found) for task in settings.tasks)
    max_score = sum(result.max_score for result in results)
    return Scorecard(
        kit_version=VERSION,
        submission=submission.label,
        seed=seed,
        seconds=round(time.monotonic() - began, 2),
        pass_mark=max_score if settings.pass_mark is None else settings.pass_mark,
        exercises=results,
        training=found.training,
        environment=_environment(found),
        notes=tuple(found.notes),
    )


def obstacle(submission: Submission, task: Task) -> Outcome | None:
    """What decides all checks of a task without running anything, or None."""
    if isinstance(task, Exercise):
        if submission.not_started(task):
            return "not_started", f"{submission.label}/{task.file} is not started."
        if problem := submission.problem(task):
            return "error", problem
        return None
    missing = [exercise for exercise in EXERCISES if obstacle(submission, exercise)]
    if not missing:
        return None
    unstarted = all(submission.not_started(exercise) for exercise in missing)
    waiting = f"waiting for {', '.join(exercise.id for exercise in missing)}"
    return "not_started" if unstarted else "error", waiting


def _result(task: Task, known: Outcome | None, found: Found) -> ExerciseResult:
    """The points are counted against the known checks: one that did not report is worth nothing."""
    checks = []
    for check in checks_of(task):
        status, message = known or found.outcome(task, check)
        checks.append(_check(check, status, message))
    printed = found.printed_characters.get(task.id, 0)
    about_printing = (_about_printing(printed),) if printed > MUCH_PRINTED else ()
    result = ExerciseResult(task.id, task.title, tuple(checks), advice=about_printing)
    if review := found.reviews.get(task.id):
        return replace(
            result, mistakes=review.mistakes, difference=review.difference, advice=result.advice + review.advice
        )
    return result


def _check(known: KnownCheck, status: CheckStatus, message: str) -> Check:
    points = known.points if status == "passed" else 0
    return Check(known.id, known.title, points, known.points, status, message)


def _about_printing(characters: int) -> str:
    return (
        f"Your code printed {characters:,} characters while it was graded; only the beginning is kept. "
        "A print inside a loop costs more time than the computation around it."
    )


def _environment(found: Found) -> Environment:
    try:
        torch = metadata.version("torch")
    except metadata.PackageNotFoundError:
        torch = "not installed"
    return Environment(platform.python_version(), torch, platform.platform(), *found.layers)


def _run(submission: Submission, settings: Settings, seed: int, tasks: Sequence[Task], progress: Progress) -> Found:
    """Run the graded checks of these tasks with pytest, in this process, on workers that hold the submission."""
    from grading import sandbox

    isolation = replace(settings.isolation or sandbox.Isolation(), required=settings.require_sandbox)
    sandbox.prepare(isolation)  # the server loads torch while this process does the same

    import pytest

    from given.data import load_images
    from grading.plugin import GRADING, Grading

    state = Grading(
        submission=submission,
        seed=seed,
        data=lambda: load_images(settings.data, settings.data_dir),
        epochs=settings.epochs,
        isolation=isolation,
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
            if report.when == "call" or status != "passed":
                found.outcomes[key] = (status, message)
            if report.skipped:
                found.outcomes[key] = ("error", "This check was skipped.")

        def pytest_collectreport(self, report: pytest.CollectReport) -> None:
            if report.failed:
                failures.append(report.longreprtext)

        def pytest_internalerror(self, excrepr: Any) -> None:
            failures.append(str(excrepr))

    arguments = [
        *(str(file_of(task)) for task in tasks),
        f"--rootdir={sandbox.KIT}",
        f"--config-file={sandbox.KIT / 'pyproject.toml'}",
        f"--timeout={NET_SECONDS}",
        "-ppytest_timeout",
        *(f"-pno:{name}" for name in ("cacheprovider", "faulthandler", "unraisableexception", "threadexception")),
        "--capture=sys",
    ]
    with _quiet_pytest():
        code = pytest.main(arguments, plugins=[Recorder()])
    if state.fault:
        raise state.fault
    if failures or code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise NoGrade("The graded checks could not be run.\n" + "\n".join(failures)[-2000:])
    found.training, found.notes, found.printed_characters = state.training, state.notes, state.printed_characters
    found.ready_made, found.layers = state.ready_made, state.layers or ((), ())
    found.reviews = {task.id: _reviewed(task, state, found) for task in tasks if isinstance(task, Exercise)}
    state.close()
    return found


def _reviewed(exercise: Exercise, state: "Grading", found: Found) -> "Review":
    """The exercise, looked at once more in a fresh worker; not if the answer never came or was ready-made."""
    from grading.review import Review, review

    statuses = {found.outcome(exercise, check)[0] for check in checks_of(exercise)}
    session = None if exercise.id in found.ready_made else state.session(exercise.id, [exercise])
    if session is None or statuses & {"timeout", "violation", "not_started"}:
        return Review()
    return review(exercise, session, passed=statuses == {"passed"})  # type: ignore[arg-type]  # never in this process


@contextlib.contextmanager
def _quiet_pytest() -> Iterator[None]:
    """pytest without its own report, and without plugins or options that lie in the environment."""
    saved = {name: os.environ.pop(name, None) for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")}
    saved["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        for name, value in saved.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
