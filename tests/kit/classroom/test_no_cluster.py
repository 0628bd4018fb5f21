"""`class --scheduler` where there is no cluster, or no Dask: a sentence within seconds."""

import socket
import sys
import time
from pathlib import Path

import pytest

from tests.kit.commands.running import called, copied


@pytest.fixture
def pupils(tmp_path: Path) -> Path:
    (tmp_path / "pupils").mkdir()
    copied(tmp_path / "pupils" / "ann")
    return tmp_path / "pupils"


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1:1", "foo://here:1", "silent"])
def test_an_address_at_which_no_scheduler_answers_is_refused(address: str, pupils: Path) -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"127.0.0.1:{silent.getsockname()[1]}" if address == "silent" else address
        began = time.monotonic()
        result = called("class", pupils, "--scheduler", address, "--data", "synthetic")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"grader: No Dask scheduler answers at {address}: ")
    assert time.monotonic() - began < 20


def test_without_dask_its_package_is_named(pupils: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = called("class", pupils, "--scheduler", "127.0.0.1:1", "--data", "synthetic")
    assert result.exit_code == 2
    assert "pip install -e '.[cluster]'" in result.stderr
