"""How many hints a learner has seen, by exercise and folder, in one small JSON file.

Hints work without it: a file that is no JSON or cannot be read counts as empty.
"""

import json
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

from platformdirs import user_state_path

from grading.report.writing import write_whole


def seen(folder: Path, exercise_id: str) -> int:
    """How many hints were shown for this exercise of this folder."""
    return _read().get(_key(folder, exercise_id), 0)


def note(folder: Path, exercise_id: str, hints: int) -> None:
    """Note how many hints were shown, 0 to begin with the first again; OSError if that cannot be kept."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, json.dumps({**_read(), _key(folder, exercise_id): hints}, indent=2) + "\n")


def _key(folder: Path, exercise_id: str) -> str:
    return f"{exercise_id} {folder.resolve()}"


def _file() -> Path:
    with suppress(RuntimeError):  # without a home; older versions leave "~" as it is
        folder = user_state_path("softmax-from-scratch")
        if folder.is_absolute():
            return folder / "hints.json"
    raise OSError(_("you have no home folder here"))


def _read() -> dict[str, int]:
    with suppress(OSError, ValueError):
        noted = json.loads(_file().read_text(encoding="utf-8"))
        return noted if isinstance(noted, dict) else {}
    return {}
