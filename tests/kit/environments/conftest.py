"""Checkouts to grade in, folders for results, and a sample of each test's environments unless --whole is given."""

import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.answers import copy_of_the_kit
from tests.kit.sampling import sampled

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)  # after -k and -m have chosen
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave one environment of each test, and one of those that are only run when asked for."""
    groups: dict[tuple[object, bool], list[pytest.Item]] = defaultdict(list)
    for item in items:
        if HERE in item.path.parents:
            groups[getattr(item, "function", None), "environment" in item.keywords].append(item)
            if sys.platform != "linux":
                item.add_marker(pytest.mark.skip(reason="these environments are made with Linux's own tools"))
    left_out = {item for group in groups.values() for item in set(group) - set(sampled(group, 1))}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A fresh checkout, below a folder with spaces and Chinese characters, that everybody may read."""
    home = Path(tempfile.mkdtemp(prefix="学生 练习 (1) "))
    home.chmod(0o755)
    yield copy_of_the_kit(home / "softmax kit")
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
    folder = results.parent / "small"
    folder.mkdir()
    return folder
