"""What each task of a learner came to when it was graded last, and which one is next."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

import course
from course.records import Exercise, Task
from grading.checks.catalogue import checks_of
from grading.commands.progress import record_own
from grading.grade import Progress, Settings, grade
from grading.results import Check, ExerciseResult, NoGrade, Scorecard
from grading.sandbox.isolation import Deadlines
from grading.submissions.submission import UnusableSubmission, from_texts, read_folder
from grading.submissions.touched import touched
from grading.text import NOTHING

WORKERS = 2
"""What a grade of one exercise needs: its checks run in one, and its review in another."""


class LatestResults:
    """The results by the ids of their tasks, in the course's order, and the scorecard of the last grade."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.results = {task.id: _not_graded(task) for task in course.EVERY_TASK}
        self.scorecard: Scorecard | None = None
        self._at_hand: set[str] = set()
        self._trained_with: dict[str, str] = {}

    def touched_by(self, files: Collection[str]) -> tuple[list[Exercise], list[Exercise]]:
        """The exercises that these files touch, and those that are started and build on them.

        The first ones lie in these files, or if none does, import them. UnusableSubmission if no exercise is left.
        """
        submission = read_folder(self.folder)
        found = touched(submission, files)
        direct = [task for task in found if task.file in files] or found
        return direct, [task for task in found if task not in direct and not submission.not_started(task)]

    def work_on(self, tasks: Sequence[Task]) -> None:
        """Let these come before others as long as they do not pass."""
        self._at_hand = {task.id for task in tasks}

    def grade(self, tasks: Sequence[Task], deadlines: Deadlines, progress: Progress | None = None) -> list[Task]:
        """Grade these tasks again; which tasks pass now and did not before. UnusableSubmission, or NoGrade.

        The model is one to train again once something in the exercises has changed with which it was trained.
        """
        before = dict(self.results)
        submission = read_folder(self.folder)
        self.scorecard = grade(submission, replace(self.settings, tasks=tuple(tasks), deadlines=deadlines), progress)
        record_own(self.folder, submission, self.scorecard)
        written = {task.file: submission.sources.get(task.file, "") for task in course.EXERCISES}
        if course.MODEL in tasks:
            self._trained_with = written
        elif written != self._trained_with:
            self.results[course.MODEL.id] = _not_graded(course.MODEL)
        self.results |= {result.id: result for result in (*self.scorecard.exercises, *self.scorecard.bonus)}
        return [task for task in course.EVERY_TASK if self.passes(task) and before[task.id].status != "passed"]

    def get_ready(self) -> None:
        """Load what the first grade of code that is started needs: torch, pytest and the server of the workers."""
        first = course.EXERCISES[0]
        returns_nothing = f"def {first.name}(*arguments):\n    return None\n"
        with suppress(NoGrade):  # the next grade will say so
            grade(from_texts(self.folder, {first.file: returns_nothing}), replace(self.settings, tasks=(first,)))
        self.start_workers()

    def start_workers(self) -> None:
        """Have the workers of the next grade on their way; without a server they take seconds."""
        from grading.sandbox.process import start_ahead  # imports torch

        with suppress(NoGrade):
            start_ahead(self.settings.isolation, WORKERS)

    @property
    def current(self) -> Task | None:
        """The first task that does not pass: of those at hand that are started, or else of all."""
        open_tasks = [task for task in course.EVERY_TASK if not self.passes(task)]
        at_hand = [task for task in open_tasks if task.id in self._at_hand and self.is_started(task)]
        return next(iter([*at_hand, *open_tasks]), None)

    def passes(self, task: Task) -> bool:
        return self.results[task.id].status == "passed"

    def is_unusable(self, exercise: Exercise) -> bool:
        """Whether the file cannot be run at all, as it is now: by its syntax, or since it is not there."""
        try:
            return read_folder(self.folder).problem(exercise) is not None
        except UnusableSubmission:
            return True

    def is_started(self, task: Task) -> bool:
        return self.results[task.id].status != "not_started"


def _not_graded(task: Task) -> ExerciseResult:
    checks = tuple(
        Check(known.id, _(known.title), 0, known.points, "not_started", NOTHING, NOTHING) for known in checks_of(task)
    )
    return ExerciseResult(task.id, _(task.title), checks)
