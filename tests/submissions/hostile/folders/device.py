"""Hands in a link to a device that never ends."""
# outcome: 0 points; error; says "is a link"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").unlink()
    (folder / "softmax.py").symlink_to("/dev/zero")
