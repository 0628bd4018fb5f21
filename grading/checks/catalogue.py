"""The graded checks, known without running them: read from the syntax of tests/graded."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course.records import Task
from grading import KIT

GRADED = KIT / "tests" / "graded"


@dataclass(frozen=True)
class KnownCheck:
    """A check that must be run. `why` is its docstring: what the check protects the learner from."""

    id: str
    title: str
    why: str
    points: int


def file_of(task: Task) -> Path:
    """The file of tests/graded that grades a task."""
    return GRADED / f"test_{task.id}.py"


@cache
def checks_of(task: Task) -> tuple[KnownCheck, ...]:
    """The checks of a task in the order of its file; ValueError for a test without its points."""
    tree = ast.parse(file_of(task).read_text(encoding="utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    return tuple(
        KnownCheck(
            id=test.name.removeprefix("test_"),
            title=_sentence(test.name),
            why=ast.get_docstring(test) or "",
            points=_points(test),
        )
        for test in tests
    )


def _sentence(name: str) -> str:
    words = name.removeprefix("test_").replace("_", " ")
    return words[:1].upper() + words[1:]


def _points(test: ast.FunctionDef) -> int:
    for decorator in test.decorator_list:
        match decorator:
            case ast.Call(func=ast.Attribute(attr="points"), args=[ast.Constant(value=int(points))]):
                return points
    raise ValueError(f"{test.name} says nothing of its points: add @pytest.mark.points(n)")
