"""Where a grade in a hard place finds its checkout, and where its results go."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.environments.making import copied_kit


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if sys.platform != "linux" and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="these places are made with Linux's own tools"))


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A checkout that nobody has graded in, below a folder with spaces and Chinese characters."""
    home = Path(tempfile.mkdtemp(prefix="学生 练习 (1) "))
    home.chmod(0o755)
    yield copied_kit(home / "softmax kit")
    shutil.rmtree(home)


@pytest.fixture
def results() -> Iterator[Path]:
    """Where a grade's results go, in a folder that anyone may write to."""
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    home.chmod(0o777)
    yield home / "results.json"
    shutil.rmtree(home)


@pytest.fixture
def small(results: Path) -> Path:
    """A folder for a small disk to be mounted on, or to be closed; its name is short enough for sockets."""
    place = results.parent / "small"
    place.mkdir()
    return place
