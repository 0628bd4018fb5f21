"""Hands in a link to the solution."""
# outcome: 0 points; error; says "is a link"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "softmax.py").unlink()
    (folder / "softmax.py").symlink_to(Path(__file__).parents[4] / "solutions" / "softmax.py")
