"""Hands in a file of ten megabytes."""
# outcome: 0 points; error; says "larger than"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").write_bytes(b"x = 1\n" * 1_700_000)
