"""A handout with all its files, and one without the records, which take 15 seconds to make."""

from pathlib import Path

import pytest

from grading.handout import copying


@pytest.fixture
def unrecorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handout in which nothing is recorded of the answers."""
    monkeypatch.setattr(copying, "records", lambda exercise: {"observed": "{}", "pairs": "{}"})
    copying.make_handout(tmp_path / "handout", "en")
    return tmp_path / "handout"
