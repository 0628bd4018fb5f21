"""Hands in a link to a folder in the place of the folder."""
# outcome: 0 points; says "is a link"

from pathlib import Path


def lay(folder: Path, secret: Path) -> None:
    folder.rename(folder.with_name("other"))
    folder.symlink_to(folder.with_name("other"))
