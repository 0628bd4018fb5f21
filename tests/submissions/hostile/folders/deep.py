"""Hands in an expression nested twenty thousand times."""
# outcome: 0 points; error; says "too deeply"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").write_text("x = 1" + "+1" * 20_000 + "\n")
