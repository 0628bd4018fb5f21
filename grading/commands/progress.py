"""What a learner has done so far: one small JSON file beside the exercises, never graded from.

Each exercise is kept with a digest of what was graded, so that an edit since then shows. What makes no sense in the
file counts as not kept, and where nothing can be written nothing is.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from course import EVERY_TASK, EXERCISES
from course.records import Exercise, Task
from grading.report.writing import write_whole
from grading.results import ExerciseStatus, Scorecard
from grading.submissions.source import Unreadable, open_file
from grading.submissions.submission import DEFAULT_FOLDER, Submission

FILE = ".progress.json"
MOST_BYTES = 100_000
StandingStatus = ExerciseStatus | Literal["changed", "ungraded"]


@dataclass(frozen=True)
class Kept:
    """What a task came to when it was last graded; digest: of the files that decided it."""

    score: int
    status: ExerciseStatus
    digest: str


@dataclass(frozen=True)
class Standing:
    """How far a task is. score: when it was last graded, 0 where it cannot be, None for a stub or what never was.

    status: as of a grade, "changed" where a file was edited since, "ungraded" where none is kept.
    waiting_for: the ids of the exercises that have to be written before this one can be graded.
    """

    task: Task
    status: StandingStatus
    score: int | None = None
    waiting_for: tuple[str, ...] = ()


def record(submission: Submission, scorecard: Scorecard) -> None:
    """Keep what these tasks came to in the submission's folder, beside what is kept of others."""
    tasks = {task.id: task for task in EVERY_TASK}
    kept = read(submission.folder) | {
        result.id: Kept(result.score, result.status, digest(submission, tasks[result.id]))
        for result in (*scorecard.exercises, *scorecard.bonus)
        if result.id in tasks
    }
    text = json.dumps({id: asdict(one) for id, one in kept.items()}, indent=2) + "\n"
    with suppress(OSError):  # it is a convenience, and a checkout may be read-only
        write_whole(submission.folder / FILE, text)


def record_own(path: Path, submission: Submission, scorecard: Scorecard) -> None:
    """Keep a grade if what was read from this path is the learner's own folder, and no archive or somebody else's."""
    if path.is_dir() and submission.folder == DEFAULT_FOLDER:
        record(submission, scorecard)


def read(folder: Path) -> dict[str, Kept]:
    """What is kept in a folder, by the ids of the tasks."""
    with suppress(OSError, Unreadable, ValueError, RecursionError):
        with open_file(folder / FILE, FILE) as file:
            kept = json.loads(file.read(MOST_BYTES))
        if isinstance(kept, dict):
            found = {task.id: _sensible(kept.get(task.id), task) for task in EVERY_TASK}
            return {id: one for id, one in found.items() if one}
    return {}


def _sensible(value: Any, task: Task) -> Kept | None:
    match value:
        case {"score": int(score), "status": str(status), "digest": str(digest)}:
            if 0 <= score <= task.points and status in get_args(ExerciseStatus):
                return Kept(int(score), status, digest)  # type: ignore[arg-type]  # mypy does not know get_args
    return None


def digest(submission: Submission, task: Task) -> str:
    """Of the texts that decide what a task comes to: an exercise's own file, or of all that make the model."""
    exercises: Iterable[Exercise] = [task] if isinstance(task, Exercise) else EXERCISES
    texts = [submission.sources.get(exercise.file, "") for exercise in exercises]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def standings(submission: Submission) -> list[Standing]:
    """How far each task is, in the order of the course; nothing is graded for it."""
    kept = read(submission.folder)
    return [_standing(submission, task, kept) for task in EVERY_TASK]


def _standing(submission: Submission, task: Task, kept: Mapping[str, Kept]) -> Standing:
    if isinstance(task, Exercise):
        if submission.not_started(task):
            return Standing(task, "not_started")
        if submission.problem(task):
            return Standing(task, "error", 0)
    elif waiting := [one.id for one in EXERCISES if submission.not_started(one) or submission.problem(one)]:
        return Standing(task, "not_started", waiting_for=tuple(waiting))
    if not (last := kept.get(task.id)):
        return Standing(task, "ungraded")
    return Standing(task, last.status if last.digest == digest(submission, task) else "changed", last.score)


def to_do(standings: Sequence[Standing]) -> list[Standing]:
    """What is not done yet; the first is what comes next."""
    return [standing for standing in standings if standing.status != "passed"]
