"""The chapter as a notebook in either language: the walk of course/walk, with the stubs as cells.

`python -m course.notebooks` writes both into notebooks/, without outputs. A walk is Markdown: what stands between
```python and ``` is a cell of code, and `[exercise softmax]` the cell of that stub, and one that checks it.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from course import exercise
from course.records import Exercise
from course.stubs import stub

KIT = Path(__file__).resolve().parent.parent
WALKS = {
    "en": KIT / "notebooks" / "softmax_regression.ipynb",
    "zh": KIT / "notebooks" / "softmax_regression.zh-CN.ipynb",
}
"""The notebook of each language."""
CODE = re.compile(r"^```python\n(.*?)^```\n|^\[exercise (\w+)\]\n", re.MULTILINE | re.DOTALL)


def notebook(spoken: str) -> str:
    """The text of the notebook in a language, as Jupyter saves it."""
    cells = []
    for number, (kind, source) in enumerate(cells_of(spoken), start=1):
        code = {"execution_count": None, "outputs": []} if kind == "code" else {}
        lines = source.splitlines(keepends=True)
        cells.append({"cell_type": kind, "id": f"walk-{number}", "metadata": {}, "source": lines, **code})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    record = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def cells_of(spoken: str) -> Iterator[tuple[str, str]]:
    """The cells of the walk in a language: "markdown" or "code", and the text."""
    text = (KIT / "course" / "walk" / f"{spoken}.md").read_text(encoding="utf-8")
    end = 0
    for found in CODE.finditer(text):
        if said := text[end : found.start()].strip():
            yield "markdown", said
        end = found.end()
        if found[2]:
            task = exercise(found[2])
            yield "code", cell_of(task, stub(task, spoken))
            yield "code", f"check({task.name})"
        else:
            yield "code", found[1].rstrip("\n")
    if said := text[end:].strip():
        yield "markdown", said


def cell_of(task: Exercise, text: str) -> str:
    """What defines an exercise in the text of its file, as a cell: the imports stand at the top of the notebook."""
    [node] = [node for node in ast.parse(text).body if getattr(node, "name", "") == task.name]
    return "\n".join(text.split("\n")[node.lineno - 1 : node.end_lineno])


if __name__ == "__main__":
    for spoken, file in WALKS.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(notebook(spoken), encoding="utf-8")
