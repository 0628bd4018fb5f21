"""Standard streams and terminals: closed streams, full disks, readers that leave, encodings, narrow screens."""

import os
from pathlib import Path

import pytest

from tests.kit.environments.running import ALL_POINTS, NO_POINTS, RUN, WHOLE, grader, scores


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-", "<&- 2>&-"])
@pytest.mark.parametrize("solved", [False, pytest.param(True, marks=pytest.mark.environment)])
def test_closed_streams_change_no_verdict(closed: str, solved: bool, results: Path) -> None:
    run = grader(*(WHOLE if solved else ()), "--json", results, script=f"exec {RUN} {closed}")
    assert scores(results) == (ALL_POINTS if solved else NO_POINTS), run
    assert run.code == (0 if solved else 1)
    assert "Traceback" not in run.stdout + run.stderr
    assert solved or run.stderr == ""


@pytest.mark.parametrize("enough", [0, 100])
@pytest.mark.parametrize("command", [(), ("--help",), ("hint", "softmax")], ids=["grade", "help", "hint"])
def test_a_reader_that_leaves_changes_no_verdict(command: tuple[str, ...], enough: int) -> None:
    receiving, sending = os.pipe()
    os.close(receiving)
    arguments = command or ("--fail-under", enough)
    run = grader(*arguments, script=f"exec {RUN} >&{sending}", inherited=(sending,))
    os.close(sending)
    assert run.code == (1 if enough and not command else 0)
    assert run.stderr == ""


def test_a_report_that_a_full_disk_cuts_off_is_no_grade() -> None:
    run = grader("--fail-under", 0, script=f"exec {RUN} >/dev/full")
    assert run.code == 3
    assert run.stderr == "grader: the report above is not whole: [Errno 28] No space left on device\n"


def test_unusable_input_has_its_exit_code_where_no_message_can_be_written() -> None:
    assert grader("--submission", "nowhere", script=f"exec {RUN} 2>/dev/full").code == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1:strict", "utf-16", "gbk:strict"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_encoding_and_no_locale_will_do(encoding: str, language: str) -> None:
    run = grader("--lang", language, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONCOERCECLOCALE=0, PYTHONUTF8=0)
    assert (run.code, run.stderr) == (1, "")
    assert "100" in run.stdout.replace("\0", "")


@pytest.mark.parametrize("columns", [0, 1, 20])
def test_a_narrow_terminal_still_names_every_exercise(columns: int) -> None:
    run = grader(TERM="dumb", COLUMNS=columns)
    assert run.code == 1
    lines = run.stdout.splitlines()
    assert max(map(len, lines)) <= 20
    names = "".join(line[2:5].strip() for line in lines if line.startswith("  "))
    assert names == "".join(ALL_POINTS)
