"""Hands in latin-1 that says it is nothing else than UTF-8."""
# outcome: 0 points; error; says "not UTF-8"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").write_bytes(b"x = '\xe9'\n")
