"""Where the tests of archives write one."""

from pathlib import Path

import pytest

from tests.kit.submissions.archives.packing import Pack


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """Writes an archive, and returns its path."""

    def write(data: bytes, name: str = "student.zip") -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write
