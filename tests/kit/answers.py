"""Submissions for the kit's tests, made in memory from texts."""

import shutil
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from course import EVERY_EXERCISE
from course.records import Exercise, Task
from grading import KIT as KIT
from grading.feedback.answer_files import MISTAKES, answers_in
from grading.grade import Settings, grade
from grading.results import ExerciseResult
from grading.submissions.submission import Submission, from_texts, read_folder

RIGHT = KIT / "tests" / "submissions" / "right"
ALL = EVERY_EXERCISE


@cache
def folder(name: str) -> Submission:
    """A folder of the kit: "solutions" or "exercises"."""
    return read_folder(KIT / name)


def copy_of_the_kit(target: Path) -> Path:
    """What a grade takes of the kit, in a new folder."""
    for name in ("course", "exercises", "given", "grading", "language", "solutions", "tests/graded"):
        shutil.copytree(KIT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("grader.py", "conftest.py", "pyproject.toml"):
        shutil.copy(KIT / file, target)
    return target


def with_files(base: str, changed: Mapping[str, str | None]) -> Submission:
    """A folder of the kit with some files changed, or (None) missing."""
    sources = {**folder(base).sources, **changed}
    return from_texts(Path("submitted"), {name: text for name, text in sources.items() if text is not None})


def answer(name: str, exercise: Exercise, home: Path = MISTAKES) -> Submission:
    """The solutions, with one exercise solved by this answer of a collection."""
    return merged({exercise: name}, home)


def merged(chosen: Mapping[Exercise, str], home: Path) -> Submission:
    """The solutions, with each of these exercises solved by an answer of a collection."""
    texts = {exercise: (home / exercise.file).read_text(encoding="utf-8") for exercise in chosen}
    return with_files("solutions", {
        exercise.file: f"{texts[exercise]}\n{exercise.name} = {name}\n" for exercise, name in chosen.items()
    })  # fmt: skip


def graded(submission: Submission, tasks: Sequence[Task], **settings: object) -> dict[str, ExerciseResult]:
    """What each of these tasks comes to, by its id, graded in this process on the workers of one server."""
    scorecard = grade(submission, Settings(tasks=tasks, **settings))  # type: ignore[arg-type]
    return {result.id: result for result in (*scorecard.exercises, *scorecard.bonus)}


def every_answer(home: Path) -> list[tuple[Exercise, str]]:
    """The answers of a collection, by exercise and name."""
    return [(exercise, name) for exercise in ALL for name in answers_in(home / exercise.file)]
