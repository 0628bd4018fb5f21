"""A learner, to whom the commands are given."""

from pathlib import Path

import pytest

from tests.kit.commands.running import copied


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder, with nothing written yet; their place in the hints is kept in `state` beside it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copied(tmp_path / "mine")
