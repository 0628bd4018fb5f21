"""Whoever reads the report: closed streams, full disks, readers that leave, old terminals."""

import os
from pathlib import Path

import pytest

from tests.kit.environments.making import ALL_POINTS, GO, WHOLE, expect_full_marks, grader, scores

heavy = pytest.mark.place


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-"])
def test_closed_streams_change_no_verdict(closed: str, results: Path) -> None:
    run = grader("--json", results, place=f"exec {GO} {closed}")
    assert run.code == 1
    assert run.stderr == ""
    assert scores(results) == dict.fromkeys(ALL_POINTS, 0)


@heavy
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-", "<&- 2>&-"])
def test_a_whole_grade_with_closed_streams(closed: str, results: Path) -> None:
    expect_full_marks(grader(*WHOLE, "--json", results, place=f"exec {GO} {closed}"), results)


@pytest.mark.parametrize("enough", [0, 100])
@pytest.mark.parametrize("command", [(), ("--help",), ("hint", "softmax")], ids=["grade", "help", "hint"])
def test_a_reader_that_leaves_changes_no_verdict(command: tuple[str, ...], enough: int) -> None:
    receiving, sending = os.pipe()
    os.close(receiving)
    arguments = command or ("--fail-under", enough)
    run = grader(*arguments, place=f"exec {GO} >&{sending}", inherited=(sending,))
    os.close(sending)
    assert run.code == (1 if enough and not command else 0)
    assert run.stderr == ""


def test_a_report_that_a_full_disk_cuts_off_is_no_grade() -> None:
    run = grader("--fail-under", 0, place=f"exec {GO} >/dev/full")
    assert run.code == 3
    assert run.stderr == "grader: the report above is not whole: [Errno 28] No space left on device\n"


def test_unusable_input_has_its_exit_code_where_nobody_can_be_told() -> None:
    assert grader("--submission", "nowhere", place=f"exec {GO} 2>/dev/full").code == 2


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
