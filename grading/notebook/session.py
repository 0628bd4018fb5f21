"""The notebook that is open: which cells were run in it, and what its names mean now."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from course.records import Exercise
from grading.submissions.notebook import Cell
from grading.submissions.source import MAX_FILE_BYTES


def shell() -> Any:
    """IPython's shell, in Jupyter or a terminal; None in any other Python."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def executed_cells() -> list[Cell]:
    """The cells that were run, in that order, each at its last time; of very many the latest ones.

    Outside of IPython the script that is running counts as one cell.
    """
    running = shell()
    if running:
        sources = [(f"In [{number}]", text) for number, text in enumerate(running.history_manager.input_hist_raw)]
    else:
        path = Path(getattr(sys.modules["__main__"], "__file__", None) or "")
        sources = [(path.name, path.read_text(encoding="utf-8", errors="replace"))] if path.is_file() else []
    cells: list[Cell] = []
    seen: set[str] = set()
    room = MAX_FILE_BYTES
    for where, text in reversed(sources):
        source = text.replace("\r\n", "\n").replace("\r", "\n")
        size = len(source.encode(errors="replace"))
        if source.strip() and source not in seen and size <= room:
            cells.append(Cell(where, source))
            seen.add(source)
            room -= size
    return cells[::-1]


def exercise_of(value: Any, exercises: Mapping[str, Exercise]) -> Exercise | None:
    """The exercise, of these by their names, that a value is an answer to, or that it names; None of anything else."""
    if isinstance(value, str):
        by_id = {exercise.id: exercise for exercise in exercises.values()}
        return exercises.get(value) or by_id.get(value)
    running = shell()
    namespace = running.user_ns if running else vars(sys.modules["__main__"])
    meant = next((name for name in exercises if namespace.get(name, exercises) is value), "")
    return exercises.get(meant or str(getattr(value, "__name__", "")))
