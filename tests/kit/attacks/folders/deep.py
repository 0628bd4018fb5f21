"""Hands in an expression nested four hundred thousand times."""
# outcome: 0 points; error; says "too deeply"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").write_text("x = 1" + "+1" * 400_000 + "\n")
