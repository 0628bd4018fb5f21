"""Hands in an empty file."""
# outcome: 0 points; error; says "defines no"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").write_bytes(b"")
