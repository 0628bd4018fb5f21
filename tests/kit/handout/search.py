"""A search for solutions in a folder of files."""

import ast
import copy
import json
from collections.abc import Iterator
from pathlib import Path

from course.answers import SOLUTIONS
from course.records import Exercise
from course.stubs import stub
from tests.kit.answers import ALL

STAND_IN = {id for exercise in ALL for id in exercise.needs}
OF_THE_BOOK = {"sgd", "evaluate_accuracy"}
"""What `given` has by the book's own names."""
HIDDEN = [exercise for exercise in ALL if exercise.id not in STAND_IN | OF_THE_BOOK]
TELL_TALE = 20
"""Characters of a line that says what an answer does."""


def nested(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """The bodies of all functions in a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.body[1:] if ast.get_docstring(node) else node.body
        elif isinstance(node, ast.Lambda):
            yield [ast.Return(node.body)]


def normal(body: list[ast.stmt]) -> str:
    """A body as text, with its names numbered as they come, so that another writing of it is the same."""
    numbers: dict[str, str] = {}
    tree = copy.deepcopy(ast.Module(body, []))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            node.id = numbers.setdefault(node.id, f"name{len(numbers)}")
    return ast.dump(tree)


def codes(file: Path) -> Iterator[str]:
    if file.suffix == ".py":
        yield file.read_text(encoding="utf-8")
    elif file.suffix == ".ipynb":
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        yield from ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def bodies_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Every function's body in a folder, and the file that it stands in."""
    for file in (path for path in folder.rglob("*") if path.is_file()):
        for code in codes(file):
            for body in nested(ast.parse(code)):
                yield normal(body), file.relative_to(folder).as_posix()


def solved_bodies() -> dict[str, str]:
    return {
        normal(body): exercise.id
        for exercise in HIDDEN
        for body in nested(ast.parse((SOLUTIONS / exercise.file).read_text(encoding="utf-8")))
    }


def tell_tale_lines(exercise: Exercise) -> set[str]:
    """What a solution says that its stub does not."""
    lines = map(str.strip, (SOLUTIONS / exercise.file).read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line not in stub(exercise) and len(line) > TELL_TALE}


def solutions_in(folder: Path) -> dict[str, str]:
    """What of the solutions stands in a folder, and in which file: a whole function, whatever its names, or a line."""
    solved, lines = solved_bodies(), {line for exercise in HIDDEN for line in tell_tale_lines(exercise)}
    found = {f"the body of {solved[body]}": file for body, file in bodies_in(folder) if body in solved}
    for file in (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".mo"):
        text = file.read_text(encoding="utf-8")
        found.update({line: file.name for line in lines if line in text})
    return found
