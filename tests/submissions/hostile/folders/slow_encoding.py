"""Declares an encoding that takes quadratic time to decode."""
# outcome: 0 points; error

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").write_bytes(b"# coding: punycode\n" + b"a" * 10 + b"-" + b"9a" * 490_000)
