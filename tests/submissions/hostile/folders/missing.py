"""Hands in no softmax.py at all."""
# outcome: 0 points; error; says "is missing"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").unlink()
