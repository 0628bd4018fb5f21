"""Names a file beside the answers in escape sequences."""
# outcome: 15 points

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    (folder / "a\x1b[2J\n::error::x.py").write_text("x = (\n")
