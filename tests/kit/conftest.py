"""The kit's tests speak English, whatever the locale of the machine, unless one of them asks for Chinese."""

import pytest

import language

language.use("en")  # for what test modules do while they are imported


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test changes of the language ends with it."""
    monkeypatch.setenv("LANGUAGE", "en")
