"""One submission becomes one Scorecard."""

import contextlib
import gc
import os
import platform
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import course
from course.records import Exercise, Model, Task
from grading import VERSION
from grading.checks.catalogue import checks_of
from grading.checks.extra import ExtraChecks, known_checks
from grading.counting import counted
from grading.obstacles import missing_for, obstacle_of
from grading.results import Environment, EpochMetrics, ExerciseResult, NoGrade, Outcome, Scorecard
from grading.sandbox import machine
from grading.sandbox.isolation import Deadlines, Isolation, start_server
from grading.submissions.submission import Submission
from grading.text import NOTHING, longest_within, shown

if TYPE_CHECKING:  # torch and pytest cost seconds, which a grade of untouched stubs does without
    from given.data import ImageData
    from grading.checks.grading import Grading
    from grading.feedback.review import Review
    from grading.sandbox.in_process import Session


@dataclass(frozen=True)
class Settings:
    """What a grade may be asked for. tasks: the ones to grade; epochs: None for the book's number of updates.

    extra_checks: those of the instructor, which count beside the kit's.
    """

    tasks: Sequence[Task] = course.TASKS
    data: Literal["auto", "fashion-mnist", "synthetic"] = "auto"
    data_dir: Path | None = None
    epochs: int | None = None
    seed: int | None = None
    pass_mark: float | None = None
    require_sandbox: bool = False
    extra_checks: ExtraChecks | None = None
    isolation: Isolation = field(default_factory=Isolation)
    deadlines: Deadlines = field(default_factory=Deadlines)


@dataclass(frozen=True)
class Progress:
    """What to call on the way, for a person who waits: with a task and a check's title; with an epoch, of so many."""

    on_check: Callable[[Task, str], None] = lambda task, title: None
    on_epoch: Callable[[EpochMetrics, int], None] = lambda metrics, epochs: None


def grade(
    submission: Submission, settings: Settings, progress: Progress | None = None,
    images: "Callable[[], ImageData] | None" = None,
) -> Scorecard:  # fmt: skip
    """Grade a submission; NoGrade if the grader itself fails, never a wrong score.

    Where all that makes the score was asked for and passes, what goes beyond it is graded too.
    images: what the model trains on, where that is loaded already; as the settings say otherwise.
    """
    began = time.monotonic()
    settings = settings if settings.seed is not None else replace(settings, seed=secrets.randbelow(2**31))
    progress = progress or Progress()
    asked_bonus = [task for task in settings.tasks if task in course.BONUS]
    scored = [task for task in settings.tasks if task not in asked_bonus]
    with contextlib.ExitStack() as stack:
        grading = None
        if any(obstacle_of(submission, task) is None for task in settings.tasks):
            grading = stack.enter_context(contextlib.closing(_begin(submission, settings, progress, images)))

            from given.model import one_thread

            stack.enter_context(one_thread())
        extra = settings.extra_checks
        results = _results(submission, scored, grading, progress, extra)
        complete = set(course.TASKS) <= set(scored) and all(result.status == "passed" for result in results)
        bonus = _results(submission, course.BONUS if complete else asked_bonus, grading, progress, extra)
        results, bonus = _shortened(results, bonus)
        max_score = sum(result.max_score for result in results)
        return Scorecard(
            kit_version=VERSION,
            submission=submission.label,
            seed=settings.seed or 0,
            seconds=round(time.monotonic() - began, 2),
            pass_mark=max_score if settings.pass_mark is None else settings.pass_mark,
            exercises=results,
            training=grading.training if grading else None,
            environment=_environment(grading.layers if grading else ((), ())),
            notes=(*submission.notes, *(grading.notes if grading else ())),
            notebook=submission.notebook,
            bonus=bonus,
            bonus_counts=bool(asked_bonus) and settings.pass_mark is None,
        )


def unusable(label: str, problem: str, settings: Settings) -> Scorecard:
    """The scorecard of a submission in which there is nothing to grade: no points, and at each check why."""
    obstacle: Outcome = "error", shown(problem)
    results = tuple(_result(task, obstacle, (), None, None, settings.extra_checks) for task in settings.tasks)
    most = sum(result.max_score for result in results)
    pass_mark = most if settings.pass_mark is None else settings.pass_mark
    return Scorecard(VERSION, label, settings.seed or 0, 0.0, pass_mark, results, None, _environment(((), ())))


def _begin(
    submission: Submission, settings: Settings, progress: Progress, images: "Callable[[], ImageData] | None"
) -> "Grading":  # fmt: skip
    """Let the workers' server load torch while this process does the same."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # where it gets no more threads, it sends itself a Ctrl-C
    isolation = replace(settings.isolation, required=settings.require_sandbox)
    try:
        machine.refuse_too_little_memory()
        start_server(isolation)

        from given.data import load_images
        from grading.checks.grading import Grading
    except (OSError, MemoryError) as error:
        raise NoGrade(machine.explain(error)) from error
    if not gc.get_freeze_count():
        gc.freeze()  # to look for garbage among all that torch brings takes 0.1 s each time
    return Grading(
        submission=submission,
        seed=settings.seed or 0,
        images=images or (lambda: load_images(settings.data, settings.data_dir)),
        epochs=settings.epochs,
        isolation=isolation,
        deadlines=settings.deadlines,
        on_epoch=progress.on_epoch,
        extra=settings.extra_checks,
    )


def _results(
    submission: Submission, tasks: Sequence[Task], grading: "Grading | None", progress: Progress,
    extra: ExtraChecks | None,
) -> tuple[ExerciseResult, ...]:  # fmt: skip
    """What each of the tasks comes to."""
    obstacles = {task.id: obstacle_of(submission, task) for task in tasks}
    runnable = [task for task in tasks if obstacles[task.id] is None]
    reviews: Mapping[str, Review] = {}
    if grading and runnable:
        try:
            reviews = _run(grading, runnable, progress)
        except (OSError, MemoryError) as error:
            raise NoGrade(machine.explain(error)) from error
    return tuple(
        _result(task, obstacles[task.id], missing_for(submission, task), grading, reviews.get(task.id), extra)
        for task in tasks
    )


def _run(grading: "Grading", tasks: Sequence[Task], progress: Progress) -> "dict[str, Review]":
    """Run the checks, look at each exercise once more (what failed: in a fresh worker), and train the model beside."""
    models = [task for task in tasks if isinstance(task, Model)]
    exercises = [task for task in tasks if isinstance(task, Exercise)]
    for model in models:
        grading.begin_training(model)

    from grading.checks.run import run_checks
    from grading.feedback.review import review

    unseen = [task for task in course.needed_by(tasks) if (task.id, checks_of(task)[0].id) not in grading.outcomes]
    if silent := [task for task in unseen if task not in tasks and obstacle_of(grading.submission, task) is None]:
        run_checks(grading, silent)
    reviews: dict[str, Review] = {}

    def statuses_of(exercise: Exercise) -> set[str]:
        return {grading.outcome(exercise, check)[0] for check in checks_of(exercise)}

    def review_what_is_right(exercise: Exercise, session: "Session") -> None:
        if exercise in exercises and statuses_of(exercise) == {"passed"}:
            reviews[exercise.id] = review(exercise, session, passed=True)

    if exercises:
        if not grading.extra:  # what is reported comes from a worker that has seen no hidden check
            grading.before_close = review_what_is_right
        run_checks(grading, exercises, progress.on_check)
        grading.end_session()
    for exercise in exercises:
        statuses = statuses_of(exercise)
        if exercise.id not in reviews and not statuses & {"timeout", "violation", "not_started"}:
            reviews[exercise.id] = review(exercise, grading.session(exercise), passed=statuses == {"passed"})
    if models:
        run_checks(grading, models, progress.on_check)
    grading.close()
    return reviews


def _result(
    task: Task, obstacle: Outcome | None, missing: Sequence[Exercise], grading: "Grading | None",
    review: "Review | None", extra: ExtraChecks | None,
) -> ExerciseResult:  # fmt: skip
    """What a task comes to, check by check."""
    checks = tuple(counted(task, known, obstacle, grading) for known in known_checks(task, extra))
    waiting_for = tuple(exercise.id for exercise in missing)
    result = ExerciseResult(task.id, _(task.title), checks, waiting_for=waiting_for)
    if review:
        result = replace(result, mistakes=review.mistakes, difference=review.difference, advice=review.advice)
    if grading and isinstance(task, Exercise) and not (review and review.complete):
        return _with_crash(task, result, grading)
    return result


def _with_crash(exercise: Exercise, result: ExerciseResult, grading: "Grading") -> ExerciseResult:
    """The result with what the first exception of an open check means, if that is known.

    It comes first where the first open check ended in it. A surprise here must not cost a grade.
    """
    ended = [(check, raised) for check in result.open_checks if (raised := grading.raised.get((exercise.id, check.id)))]
    if not ended:
        return result

    from grading.feedback.crashes import explained  # hundreds of patterns, which most grades do without

    with contextlib.suppress(Exception):
        for check, raised in ended:
            if crash := explained(raised, grading.submission.sources, exercise):
                if check == result.open_checks[0]:
                    return replace(result, mistakes=(crash, *result.mistakes)[:2], difference=NOTHING)
                return replace(result, mistakes=(*result.mistakes, crash)[:2])
    return result


def _shortened(*parts: tuple[ExerciseResult, ...]) -> Iterator[tuple[ExerciseResult, ...]]:
    """The results, with the longest texts cut where a report would become longer than anybody reads or stores."""
    results = [result for part in parts for result in part]
    checks = [check for result in results for check in result.checks]
    texts = [text for check in checks for text in (check.message, check.output)]
    longest = longest_within([*texts, *(result.difference for result in results)])
    for part in parts:
        yield tuple(
            replace(
                result,
                difference=shown(result.difference, longest),
                checks=tuple(
                    replace(check, message=shown(check.message, longest), output=shown(check.output, longest))
                    for check in result.checks
                ),
            )
            for result in part
        )


def _environment(layers: tuple[tuple[str, ...], tuple[str, ...]]) -> Environment:
    try:
        torch = metadata.version("torch")
    except metadata.PackageNotFoundError:
        torch = "not installed"  # for programs, like the rest of the environment
    return Environment(platform.python_version(), torch, platform.platform(), *layers)
