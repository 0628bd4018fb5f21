"""Hands in a FIFO, which nobody ever writes to."""
# outcome: 0 points; error; says "not an ordinary file"

import os
from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").unlink()
    os.mkfifo(folder / "softmax.py")
