"""What a check came to becomes a line of the report, with its points."""

from gettext import gettext as _
from typing import TYPE_CHECKING

from course.records import Task
from grading.checks.catalogue import KnownCheck
from grading.results import Check, Outcome
from grading.text import NOTHING, shown

if TYPE_CHECKING:
    from grading.checks.grading import Grading


def counted(task: Task, known: KnownCheck, obstacle: Outcome | None, grading: "Grading | None") -> Check:
    """The check of a task, decided by an obstacle or by a grading; a hidden one says no more than whether it passed.

    Its points are counted against what is known of it: one that did not report is worth nothing.
    """
    if obstacle:
        status, message = obstacle
    else:
        assert grading  # there is one where anything runs
        status, message = grading.outcome(task, known)
    points = known.points if status == "passed" else 0
    if known.hidden:  # not how long it took either: code can sleep for as long as a number that it has seen
        if status != "passed" and not obstacle:
            status, message = "failed", shown(_("Hidden check failed."))
        id = f"hidden_{known.hidden}"
        return Check(id, known.shown_title, points, known.points, status, message, NOTHING, hidden=True)
    place = task.id, known.id
    output = grading.outputs.get(place, NOTHING) if grading else NOTHING
    seconds = grading.seconds.get(place, 0.0) if grading else 0.0
    return Check(known.id, known.shown_title, points, known.points, status, message, output, seconds)
