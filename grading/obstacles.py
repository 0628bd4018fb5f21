"""What decides a task without running anything: a file that is not started, cannot be used, or is waited for."""

from gettext import gettext as _

import course
from course.records import Exercise, Task
from grading.results import Outcome
from grading.submissions.submission import Submission
from grading.text import listed, shown


def obstacle_of(submission: Submission, task: Task) -> Outcome | None:
    """What decides all checks of a task without running anything, or None."""
    if isinstance(task, Exercise):
        if submission.not_started(task):
            return "not_started", shown(_("{file} is not started.").format(file=submission.home(task)))
        if problem := submission.problem(task):
            return "error", shown(problem)
        return None
    missing = missing_for(submission, task)
    if not missing:
        return None
    unstarted = all(submission.not_started(exercise) for exercise in missing)
    waiting = _("waiting for {exercises}").format(exercises=listed(exercise.id for exercise in missing))
    return "not_started" if unstarted else "error", shown(waiting)


def missing_for(submission: Submission, task: Task) -> list[Exercise]:
    """The exercises that a task has to wait for."""
    if isinstance(task, Exercise):
        return []
    return [exercise for exercise in course.EXERCISES if obstacle_of(submission, exercise)]
