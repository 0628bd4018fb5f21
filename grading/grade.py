"""One submission becomes one Scorecard."""

import platform
import secrets
import time
from dataclasses import replace
from gettext import gettext as _
from importlib import metadata

from course import EXERCISES, Exercise, Task
from grading import VERSION
from grading.checks.catalogue import KnownCheck, checks_of
from grading.checks.run import Found, Outcome, Progress, Settings, run_checks
from grading.results import Check, CheckStatus, Environment, ExerciseResult, NoGrade, Scorecard
from grading.sandbox import machine
from grading.submissions.submission import Submission
from grading.text import listed

__all__ = ["Progress", "Settings", "grade"]

MUCH_PRINTED = 100_000
"""Characters printed from which on the report says so."""


def grade(submission: Submission, settings: Settings, progress: Progress | None = None) -> Scorecard:
    """Grade a submission; NoGrade if the grader itself fails, never a wrong score."""
    began = time.monotonic()
    seed = secrets.randbelow(2**31) if settings.seed is None else settings.seed
    known = {task.id: obstacle(submission, task) for task in settings.tasks}
    runnable = [task for task in settings.tasks if known[task.id] is None]
    try:
        found = run_checks(submission, settings, seed, runnable, progress or Progress()) if runnable else Found()
    except (OSError, MemoryError) as error:
        raise NoGrade(machine.explain(error)) from error
    results = tuple(_result(task, known[task.id], _missing(submission, task), found) for task in settings.tasks)
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
            return "not_started", _("{file} is not started.").format(file=f"{submission.label}/{task.file}")
        if problem := submission.problem(task):
            return "error", problem
        return None
    missing = _missing(submission, task)
    if not missing:
        return None
    unstarted = all(submission.not_started(exercise) for exercise in missing)
    waiting = _("waiting for {exercises}").format(exercises=listed(exercise.id for exercise in missing))
    return "not_started" if unstarted else "error", waiting


def _missing(submission: Submission, task: Task) -> list[Exercise]:
    """The exercises that a task has to wait for."""
    if isinstance(task, Exercise):
        return []
    return [exercise for exercise in EXERCISES if obstacle(submission, exercise)]


def _result(task: Task, known: Outcome | None, missing: list[Exercise], found: Found) -> ExerciseResult:
    """The points are counted against the known checks: one that did not report is worth nothing."""
    checks = []
    for check in checks_of(task):
        status, message = known or found.outcome(task, check)
        checks.append(_check(check, status, message))
    printed = found.printed_characters.get(task.id, 0)
    about_printing = (_about_printing(printed),) if printed > MUCH_PRINTED else ()
    waiting_for = tuple(exercise.id for exercise in missing)
    result = ExerciseResult(task.id, _(task.title), tuple(checks), advice=about_printing, waiting_for=waiting_for)
    if review := found.reviews.get(task.id):
        return replace(
            result, mistakes=review.mistakes, difference=review.difference, advice=result.advice + review.advice
        )
    return result


def _check(known: KnownCheck, status: CheckStatus, message: str) -> Check:
    points = known.points if status == "passed" else 0
    return Check(known.id, _(known.title), points, known.points, status, message)


def _about_printing(characters: int) -> str:
    told = _(
        "Your code printed {characters:,} characters while it was graded; only the beginning is kept. "
        "A print inside a loop costs more time than the computation around it."
    )
    return told.format(characters=characters)


def _environment(found: Found) -> Environment:
    try:
        torch = metadata.version("torch")
    except metadata.PackageNotFoundError:
        torch = "not installed"  # for programs, like the rest of the environment
    return Environment(platform.python_version(), torch, platform.platform(), *found.layers)
