"""The graded checks, known without running them: read from the syntax of tests/graded."""

import ast
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from pathlib import Path

from course.records import Task
from grading import KIT

GRADED = KIT / "tests" / "graded"
PREFIX = "test_"


@dataclass(frozen=True)
class KnownCheck:
    """A check that must be run. `why` is its docstring: what the check protects the learner from.

    hidden: its number among the checks of its task of which a learner hears only whether they passed; 0 of others.
    """

    id: str
    title: str
    why: str
    points: int
    hidden: int = 0

    @property
    def shown_title(self) -> str:
        """What reports call it, in the language in use."""
        return _("Hidden check {number}").format(number=self.hidden) if self.hidden else _(self.title)


def file_of(task: Task) -> Path:
    """The file of tests/graded that grades a task."""
    return GRADED / f"{PREFIX}{task.id}.py"


@cache
def checks_of(task: Task) -> tuple[KnownCheck, ...]:
    """The checks of a task in the order of its file; ValueError for a test without its points."""
    tree = ast.parse(file_of(task).read_text(encoding="utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith(PREFIX)]
    return tuple(described(test, _points(test)) for test in tests)


def described(test: ast.FunctionDef, points: int, hidden: int = 0) -> KnownCheck:
    """The check that a test function is."""
    id = test.name.removeprefix(PREFIX)
    words = id.replace("_", " ")
    return KnownCheck(id, words[:1].upper() + words[1:], ast.get_docstring(test) or "", points, hidden)


def _points(test: ast.FunctionDef) -> int:
    for decorator in test.decorator_list:
        match decorator:
            case ast.Call(func=ast.Attribute(attr="points"), args=[ast.Constant(value=int(points))]):
                return points
    raise ValueError(f"{test.name} says nothing of its points: add @pytest.mark.points(n)")
