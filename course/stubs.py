"""The exercises as they were before anybody wrote in them, in either language: the solutions without their bodies.

`python -m course.stubs EXERCISE` writes the stub of an exercise into exercises/, over what is there. A handout,
which has no solutions, has the stubs ready.
"""

import ast
import sys
from collections.abc import Iterator

import language
from course.answers import SOLUTIONS, is_handout, kept
from course.records import Exercise

QUOTES = '"""'
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def stub(exercise: Exercise, spoken: str = "en") -> str:
    """The text of the exercise's untouched file: signatures and docstrings stay, each body raises.

    spoken: the language of the docstrings; the code and the examples are the same in each.
    """
    if is_handout():
        return kept("stubs", spoken, exercise.file)
    text = (SOLUTIONS / exercise.file).read_text(encoding="utf-8")
    lines, translated = text.splitlines(), language.texts(spoken)
    documented = _documented(ast.parse(text))
    for node in sorted(documented, key=lambda node: -node.body[0].lineno):  # upwards: lines above stay where they are
        docstring = node.body[0]
        margin = " " * docstring.col_offset
        if isinstance(node, ast.FunctionDef):
            lines[node.body[1].lineno - 1 : node.end_lineno] = [f"{margin}raise NotImplementedError"]
        said = [part if _is_example(part) else translated(part) for part in _parts(node)]
        written = f"{QUOTES}{_joined(said)}{QUOTES}".split("\n")
        lines[docstring.lineno - 1 : docstring.end_lineno] = [f"{margin}{line}".rstrip() for line in written]
    return "\n".join(lines) + "\n"


def paragraphs(solution: ast.Module) -> Iterator[tuple[int, str]]:
    """What can be translated of a solution's docstrings, with the line where it begins: all but the examples."""
    for node in _documented(solution):
        yield from ((node.body[0].lineno, part) for part in _parts(node) if not _is_example(part))


def _documented(tree: ast.Module) -> list[Documented]:
    """What has a docstring, which in a solution is every class and function, and the file."""
    return [node for node in ast.walk(tree) if isinstance(node, Documented) and ast.get_docstring(node)]


def _parts(node: Documented) -> list[str]:
    return (ast.get_docstring(node) or "").split("\n\n")


def _is_example(part: str) -> bool:
    return part.startswith(">>> ")


def _joined(parts: list[str]) -> str:
    """The paragraphs as one docstring; one of several lines has its last quotes below it."""
    text = "\n\n".join(parts)
    return f"{text}\n" if "\n" in text else text


if __name__ == "__main__":
    from course import exercise

    for id in sys.argv[1:]:
        (SOLUTIONS.parent / "exercises" / f"{id}.py").write_text(stub(exercise(id)), encoding="utf-8")
