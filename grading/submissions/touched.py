"""Which exercises may come to something else once some files of a submission have changed."""

import ast
from collections.abc import Collection, Iterator

from course import EVERY_EXERCISE
from course.records import Exercise
from grading.submissions.names import parsed
from grading.submissions.submission import Submission

PACKAGE = "exercises"
"""What learners' files import one another from, whatever their folder is called."""
INIT = "__init__.py"


def touched(submission: Submission, files: Collection[str]) -> list[Exercise]:
    """The exercises that lie in these files, import one of them, directly or through others, or need one that does.

    A file that is gone still counts for those that import it. In the order of the course.
    """
    hangs_on = {file: {INIT, *_imported(parsed(source))} for file, source in submission.sources.items()}
    for exercise in EVERY_EXERCISE:
        hangs_on.setdefault(exercise.file, set()).update(f"{id}.py" for id in exercise.needs)
    reached = set(files)
    while further := {file for file, others in hangs_on.items() if file not in reached and others & reached}:
        reached |= further
    return [exercise for exercise in EVERY_EXERCISE if exercise.file in reached]


def _imported(tree: ast.Module) -> Iterator[str]:
    """The files of the same folder that a file may import: `helper`, `exercises.helper` or `.helper`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield _file([*alias.name.split("."), ""])
        elif isinstance(node, ast.ImportFrom):
            package = [PACKAGE] if node.level else []
            for alias in node.names:
                yield _file([*package, *(node.module.split(".") if node.module else []), alias.name])


def _file(names: list[str]) -> str:
    first, second = names[:2]
    return f"{second if first == PACKAGE else first}.py"
