"""Hands in a file with NUL bytes."""
# outcome: 0 points; error; says "NUL"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").write_bytes(b"def softmax(X):\n    return X\0\n")
