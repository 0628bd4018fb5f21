"""A worker's folder is seen and removed as a whole, whatever a submission has made of it."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.sandbox.scratch import MAX_ENTRIES, Scratch, overflows, remove

NOBODY = 65534


@pytest.fixture
def scratch() -> Iterator[Scratch]:
    """Of an ordinary user: root may look into every folder."""
    root = sys.platform == "linux" and os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        with tempfile.TemporaryDirectory(dir="/tmp" if root else None) as parent:
            yield Scratch(Path(parent))
    finally:
        if root:
            os.seteuid(0)


def deep(folder: Path, name: str, levels: int) -> None:
    """Make a folder in a folder in a folder, without a path to the innermost."""
    inside = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=inside)
        outside, inside = inside, os.open(name, os.O_RDONLY, dir_fd=inside)
        os.close(outside)
    os.close(os.open("file", os.O_CREAT | os.O_WRONLY, dir_fd=inside))
    os.close(inside)


def test_a_few_folders_and_files_are_fine(scratch: Scratch) -> None:
    (scratch.folder / "one" / "two").mkdir(parents=True)
    (scratch.folder / "one" / "file").write_text("text")
    assert not overflows(scratch.folder)


def test_more_entries_than_allowed_overflow_at_any_depth(scratch: Scratch) -> None:
    (scratch.folder / "inner").mkdir()
    for number in range(MAX_ENTRIES):
        (scratch.folder / "inner" / str(number)).touch()
    assert overflows(scratch.folder)


def test_a_link_to_a_folder_is_not_followed(scratch: Scratch) -> None:
    outside = scratch.folder.parent / "outside"
    outside.mkdir(0o500)
    (scratch.folder / "link").symlink_to(outside)
    remove(scratch.folder)
    assert not scratch.folder.exists()
    assert outside.stat().st_mode & 0o777 == 0o500


@pytest.mark.skipif(os.name != "posix", reason="folders have no such modes there")
def test_a_folder_that_may_not_be_listed_overflows_and_is_removed(scratch: Scratch) -> None:
    (scratch.folder / "closed").mkdir(0o300)
    (scratch.folder / "closed" / "file").touch()
    assert overflows(scratch.folder)
    scratch.close()
    assert not scratch.folder.exists()


@pytest.mark.skipif(os.mkdir not in os.supports_dir_fd, reason="paths cannot be that deep there")
@pytest.mark.parametrize(("name", "levels"), [("d", 1_200), ("d" * 250, 20)], ids=["many levels", "long names"])
def test_a_folder_that_lies_too_deep_overflows_and_is_removed(scratch: Scratch, name: str, levels: int) -> None:
    deep(scratch.folder, name, levels)
    assert overflows(scratch.folder)
    scratch.close()
    assert not scratch.folder.exists()
