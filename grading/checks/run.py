"""The graded checks, run with pytest in this process on workers that hold the submission."""

import contextlib
import io
import os
import shlex
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any

import pytest
import pytest_timeout

import course
from course.records import Task
from grading import KIT
from grading.checks.catalogue import checks_of, file_of
from grading.checks.extra import ExtraChecks
from grading.checks.grading import GRADING, Grading
from grading.results import NoGrade

NET_SECONDS = 1200
"""pytest-timeout's net behind the workers' own deadlines; longer than a start and a whole training together."""
ARGUMENTS = (
    f"--rootdir={KIT}",
    f"--config-file={KIT / 'pyproject.toml'}",
    *(f"-pno:{name}" for name in ("cacheprovider", "faulthandler", "unraisableexception", "threadexception")),
    "--capture=sys",
    "--tb=native",  # the other styles write out the arguments of calls, which a submission may have made huge
)


@dataclass(eq=False)  # pytest keeps plugins in sets
class _Recorder:
    """Hands the submission to the plugin, and takes down what each check came to."""

    grading: Grading
    tasks: Sequence[Task]
    on_check: Callable[[Task, str], None]
    failures: list[str]

    def task(self, file: str) -> Task:
        return {file_of(task).name: task for task in self.tasks}[Path(file).name]

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[GRADING] = self.grading

    def pytest_runtest_logstart(self, nodeid: str, location: tuple[str, int | None, str]) -> None:
        task, name = self.task(location[0]), nodeid.rpartition("::")[2].removeprefix("test_")
        known = self.grading.known(task, name)
        self.on_check(task, known.shown_title if known else name)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failures.append(report.longreprtext)

    def pytest_internalerror(self, excrepr: Any) -> None:
        self.failures.append(str(excrepr))


def run_checks(
    grading: Grading, tasks: Sequence[Task], on_check: Callable[[Task, str], None] = lambda task, title: None,
    seconds: int = NET_SECONDS,
) -> None:  # fmt: skip
    """Run the graded checks of these tasks; grading.outcomes has what they came to. NoGrade where they do not run.

    seconds: what one check may take at most, where nothing else keeps time.
    """
    recorder, extra = _Recorder(grading, tasks, on_check, []), grading.extra
    with _quiet_pytest() as output:
        files = [*map(file_of, tasks), *(extra.files([task.id for task in tasks]) if extra else ())]
        arguments = [*map(str, files), *ARGUMENTS, *(_for_extra_checks(extra) if extra else ())]
        code = pytest.main([*arguments, f"--timeout={seconds}"], plugins=[recorder, pytest_timeout])
    if grading.fault:
        raise grading.fault
    if code == pytest.ExitCode.INTERRUPTED and not recorder.failures:  # a file that cannot be imported is that, too
        raise KeyboardInterrupt
    if recorder.failures or code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        message = _("The graded checks could not be run: {problem}")
        last_line = ("\n".join(recorder.failures).strip() or output.getvalue().strip()).rpartition("\n")[2]
        raise NoGrade(message.format(problem=last_line[:500]))
    for task in tasks:
        for check in extra.checks.get(task.id, ()) if extra else ():
            if (task.id, check.id) not in grading.outcomes:
                message = _("The check {name} of {file} did not run, and nobody shall lose its points.")
                raise NoGrade(message.format(name=check.id, file=file_of(task).name))


def _for_extra_checks(extra: ExtraChecks) -> list[str]:
    """Options of pytest with which files of the same names lie in two folders, and extra ones find their helpers."""
    return ["--import-mode=importlib", f"--override-ini=pythonpath=. {shlex.quote(str(extra.folder))}"]


def run_needed(grading: Grading, selected: Collection[tuple[str, str]]) -> None:
    """Run, in workers, the checks on which those selected, pairs of task and check, hang, unless all are among them."""
    tasks = [task for task in course.EVERY_TASK if task.id in {id for id, _check in selected}]
    needed = [
        exercise
        for exercise in course.needed_by(tasks)
        if not all((exercise.id, check.id) in selected for check in checks_of(exercise))
        and not grading.submission.not_started(exercise)
        and not grading.submission.problem(exercise)
    ]
    if not needed:
        return
    silent = Grading(grading.submission, grading.seed, grading.images)
    try:
        run_checks(silent, needed)
    except NoGrade as error:
        pytest.exit(str(error), returncode=3)
    finally:
        silent.close()
    grading.outcomes.update(silent.outcomes)
    grading.ready_made.update(silent.ready_made)
    grading.violations.update(silent.violations)
    grading.unloadable.update(silent.unloadable)


@contextlib.contextmanager
def _quiet_pytest() -> Iterator[io.StringIO]:
    """pytest without plugins or options that lie in the environment; what it says goes nowhere but here.

    It works on a copy of the environment: it sets a variable for each check, and a thread that reads one in that
    moment, as those of torch do, would crash the process (getenv and setenv, glibc manual 26.4).
    """
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        environment.pop(name, None)
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output), pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", environment)
        yield output
