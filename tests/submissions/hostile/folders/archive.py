"""Hands in an archive with a path that leads out of it, and no file."""
# outcome: 0 points; says "there is none of"

import zipfile
from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    with zipfile.ZipFile(folder / "submission.zip", "w") as archive:
        archive.writestr("../../escaped.py", "x = 1")
