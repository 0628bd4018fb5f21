"""Files of answers, such as the course's wrong ones: Python files whose public functions and classes are answers.

Their docstrings are what a learner reads: the first line a title, the rest an explanation.
"""

import ast
import inspect
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from grading import KIT

MISTAKES = KIT / "course" / "mistakes"
STEPS = MISTAKES / "steps"


def answers_in(path: Path) -> dict[str, Any]:
    """The answers of a file by their names, loaded afresh, as some keep state; none if there is no such file."""
    if not path.exists():
        return {}
    code, names = _parsed(path)
    module = ModuleType(path.stem)
    exec(code, module.__dict__)
    return {name: getattr(module, name) for name in names}


@cache
def _parsed(path: Path) -> tuple[CodeType, tuple[str, ...]]:
    """A file's code, and the names of the functions and classes that it defines, or assigns, but constants."""
    tree, names = ast.parse(path.read_text(encoding="utf-8")), []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names.append(node.targets[0].id)
    public = tuple(name for name in names if not name.startswith("_") and not name.isupper())
    return compile(tree, str(path), "exec", dont_inherit=True), public


def texts_of(docstring: str) -> tuple[str, str]:
    """A wrong answer's docstring as the mistake's title and explanation, in English."""
    title, explanation = inspect.cleandoc(docstring).split("\n", 1)
    return title, " ".join(explanation.split())


def snake_case(name: str) -> str:
    """ResetsALocalName -> resets_a_local_name."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


@cache
def mistake_of(name: str) -> str:
    """What the mistake is called that a wrong answer of this name makes."""
    return snake_case(name.partition("__")[0])
