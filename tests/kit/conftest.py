"""The kit's tests speak English, whatever the locale of the machine, use two cores, and sample what takes long."""

import os
import secrets
from pathlib import Path

import pytest

import language
from tests.kit import sampling

SEED_VARIABLE = "KIT_SAMPLE_SEED"

language.use("en")  # for what test modules do while they are imported


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("the kit's own tests")
    group.addoption("--whole", action="store_true", help="run all of what is otherwise sampled")
    group.addoption("--sample-seed", type=int, help="draw the same sample as a run that printed this number")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Let two processes share the tests, files whole, where all of them run."""
    options = config.option
    everything = [Path(name).resolve() for name in config.args] == [Path(__file__).parent]
    alone = "PYTEST_XDIST_WORKER" not in os.environ and getattr(options, "numprocesses", 0) is None
    usual = options.markexpr.startswith("not ")  # attacks have short deadlines: nothing else runs beside them
    if everything and usual and alone and not options.usepdb and not options.collectonly:
        options.numprocesses, options.dist = 2, "loadfile"


def pytest_configure(config: pytest.Config) -> None:
    asked_for = config.getoption("sample_seed", None)
    drawn = os.environ.setdefault(SEED_VARIABLE, str(secrets.randbelow(1_000_000)))  # the same in all processes
    sampling.chosen.seed = int(drawn) if asked_for is None else asked_for
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
