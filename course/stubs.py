"""The exercises as they were before anybody wrote in them: the solutions without their bodies.

`python -m course.stubs EXERCISE` writes the stub of an exercise into exercises/, over what is there.
"""

import ast
import sys
from pathlib import Path

from course.records import Exercise

SOLUTIONS = Path(__file__).resolve().parent.parent / "solutions"


def stub(exercise: Exercise) -> str:
    """The text of the exercise's untouched file: signatures and docstrings stay, each body raises."""
    text = (SOLUTIONS / exercise.file).read_text(encoding="utf-8")
    lines = text.splitlines()
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(functions, key=lambda node: -node.lineno):  # upwards: lines below one stay where they are
        docstring, first = function.body[0], function.body[1]
        lines[first.lineno - 1 : function.end_lineno] = [" " * docstring.col_offset + "raise NotImplementedError"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    from course import exercise

    for id in sys.argv[1:]:
        (SOLUTIONS.parent / "exercises" / f"{id}.py").write_text(stub(exercise(id)), encoding="utf-8")
