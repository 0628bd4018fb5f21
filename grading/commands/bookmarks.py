"""Where a learner is in the hints: how many they have seen, by folder and exercise, in one small JSON file.

Hints work without it: a file that is damaged or cannot be read counts as empty.
"""

import json
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

from grading.report.writing import write_whole


def seen(folder: Path, exercise_id: str) -> int:
    """How many hints were shown for this exercise of this folder; 0 if nothing sensible is noted."""
    hints = _of_folder(_read(), folder).get(exercise_id)
    return hints if type(hints) is int and hints > 0 else 0


def note(folder: Path, exercise_id: str, hints: int) -> None:
    """Note how many hints were shown; OSError if that cannot be kept."""
    _update(folder, {exercise_id: hints})


def forget(folder: Path, exercise_id: str) -> None:
    """Begin with the first hint again; OSError if the old place cannot be removed."""
    if seen(folder, exercise_id):
        _update(folder, {exercise_id: 0})


def _file() -> Path:
    with suppress(RuntimeError):  # without a home; older versions leave "~" as it is
        folder = user_state_path("softmax-from-scratch")
        if folder.is_absolute():
            return folder / "hints.json"
    raise OSError(_("you have no home folder here"))


def _read() -> dict[str, Any]:
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _of_folder(everything: dict[str, Any], folder: Path) -> dict[str, Any]:
    found = everything.get(str(folder.resolve()))
    return found if isinstance(found, dict) else {}


def _update(folder: Path, changed: dict[str, int]) -> None:
    file = _file()
    everything = _read()
    everything[str(folder.resolve())] = {**_of_folder(everything, folder), **changed}
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps(everything, indent=2) + "\n")
