"""The kit's tests speak English, whatever the locale of the machine, unless one of them asks for Chinese."""

import random

import pytest

import language

language.use("en")  # for what test modules do while they are imported


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test changes of the language ends with it."""
    monkeypatch.setenv("LANGUAGE", "en")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--whole", action="store_true", help="Run all cases of the tests that otherwise run a sample.")
    parser.addoption("--sample-seed", type=int, default=random.randrange(1_000_000), help="Draw the same sample.")


def pytest_report_header(config: pytest.Config) -> str:
    seed = config.getoption("--sample-seed")
    return "samples: whole" if config.getoption("--whole") else f"samples: drawn by --sample-seed {seed}"
