"""The kit's tests speak English, whatever the locale of the machine, and sample what takes long."""

import secrets

import pytest

import language
from tests.kit import sampling

language.use("en")  # for what test modules do while they are imported


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("the kit's own tests")
    group.addoption("--whole", action="store_true", help="run all of what is otherwise sampled")
    group.addoption("--sample-seed", type=int, help="draw the same sample as a run that printed this number")


def pytest_configure(config: pytest.Config) -> None:
    seed = config.getoption("sample_seed", None)
    sampling.chosen.seed = secrets.randbelow(1_000_000) if seed is None else seed
    sampling.chosen.whole = config.getoption("whole", False)


def pytest_report_header() -> str:
    return f"{'whole' if sampling.chosen.whole else 'sampled'}: --sample-seed {sampling.chosen.seed}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if terminalreporter.stats.get("failed") or terminalreporter.stats.get("error"):
        terminalreporter.write_line(f"to draw the same sample again: {pytest_report_header().split(': ')[1]}")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test changes of the language ends with it."""
    monkeypatch.setenv("LANGUAGE", "en")
