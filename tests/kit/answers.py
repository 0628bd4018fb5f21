"""Submissions for the kit's tests, made in memory from texts."""

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from course import EXERCISES, Exercise
from grading.submissions.submission import Submission, from_texts, read_folder

KIT = Path(__file__).resolve().parents[2]
WRONG = KIT / "course" / "mistakes"
RIGHT = KIT / "tests" / "submissions" / "right"


@cache
def folder(name: str) -> Submission:
    """A folder of the kit: "solutions" or "exercises"."""
    return read_folder(KIT / name)


def with_files(base: str, changed: Mapping[str, str | None]) -> Submission:
    """A folder of the kit with some files changed, or (None) missing."""
    sources = {**folder(base).sources, **changed}
    return from_texts(Path("submitted"), {name: text for name, text in sources.items() if text is not None})


def answers(home: Path, exercise: Exercise) -> list[str]:
    """The names of the answers in the exercise's file of a collection: its public functions, classes, objects."""
    names = []
    for node in ast.parse(_text(home, exercise)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.append(node.targets[0].id)
    return [name for name in names if not name.startswith("_") and not name.isupper()]


def answer(name: str, exercise: Exercise, home: Path = WRONG) -> Submission:
    """The solutions, with one exercise solved by this answer of a collection."""
    return with_files("solutions", {exercise.file: _as_solution(home, exercise, name)})


def merged(chosen: Mapping[Exercise, str], home: Path = RIGHT) -> Submission:
    """A submission of one answer an exercise."""
    return with_files(
        "solutions", {exercise.file: _as_solution(home, exercise, chosen[exercise]) for exercise in chosen}
    )


def _as_solution(home: Path, exercise: Exercise, name: str) -> str:
    return f"{_text(home, exercise)}\n{exercise.name} = {name}\n"


@cache
def _text(home: Path, exercise: Exercise) -> str:
    return (home / exercise.file).read_text(encoding="utf-8")


ALL_WRONG = [(exercise, name) for exercise in EXERCISES for name in answers(WRONG, exercise)]
ALL_RIGHT = [(exercise, name) for exercise in EXERCISES for name in answers(RIGHT, exercise)]
