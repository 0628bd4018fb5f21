"""Hands in a link to a file of the machine, to have it shown in an error."""
# outcome: 0 points; error; says "is a link"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").unlink()
    (folder / "softmax.py").symlink_to(secret)
