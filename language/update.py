"""Brings the catalogue up to the texts of the kit: `python -m language.update` (it needs the dev extra's Babel).

New texts are added, those that are gone are dropped, and a text that changed keeps its translation, marked as fuzzy.
babel.cfg says where the texts are found.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from language import DOMAIN, FOLDER

KIT = FOLDER.parent
CATALOGUE = FOLDER / "zh_CN" / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract(template: Path) -> None:
    """Write every text that a learner can read into a template, in English, with the files where it stands."""
    _pybabel("extract", "--mapping-file", "language/babel.cfg", "--add-location", "file", "--output", template, ".")


def update() -> None:
    """Bring the catalogue up to date and compile it; what is not translated stays English."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "kit.pot"
        extract(template)
        _pybabel(
            "update", "--locale", "zh_CN", "--input-file", template, "--output-file", CATALOGUE, "--width", 110,
            "--ignore-obsolete", "--ignore-pot-creation-date",
        )  # fmt: skip
    _pybabel("compile", "--statistics", "--input-file", CATALOGUE, "--output-file", CATALOGUE.with_suffix(".mo"))


def _pybabel(command: str, *arguments: object) -> None:
    """Run pybabel in the kit's folder: its patterns, and the files that it names, are relative to that."""
    babel = [sys.executable, "-m", "babel.messages.frontend", "--quiet"]
    subprocess.run([*babel, command, *map(str, arguments)], cwd=KIT, check=True)


if __name__ == "__main__":
    update()
