"""Hands in a folder by the name of softmax.py."""
# outcome: 0 points; error; says "not an ordinary file"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").unlink()
    (folder / "softmax.py").mkdir()
