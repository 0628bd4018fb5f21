"""Which saves are noticed, however an editor makes them."""

import os
import queue
import shutil
import time
from collections.abc import Collection
from pathlib import Path

import pytest

from grading.commands.saves import report_saves

SECONDS = 10
Reports = queue.SimpleQueue[Collection[str]]


@pytest.fixture
def reports(mine: Path) -> Reports:
    """What is reported of a learner's folder, from now on."""
    reports: Reports = queue.SimpleQueue()
    report_saves(mine, reports.put)
    while True:  # until it watches
        (mine / "first.py").write_text("")
        try:
            reports.get(timeout=0.2)
            break
        except queue.Empty:
            continue
    time.sleep(0.2)
    while not reports.empty():
        reports.get()
    return reports


def test_a_file_that_is_written_renamed_over_or_deleted_is_reported(mine: Path, reports: Reports) -> None:
    (mine / "softmax.py").write_text("x = 1\n")
    assert set(reports.get(timeout=SECONDS)) == {"softmax.py"}
    (mine / "4913").write_text("x = 2\n")
    os.replace(mine / "4913", mine / "accuracy.py")
    assert set(reports.get(timeout=SECONDS)) == {"accuracy.py"}
    (mine / "sgd.py").unlink()
    assert set(reports.get(timeout=SECONDS)) == {"sgd.py"}


def test_what_is_no_python_file_of_the_folder_is_no_save(mine: Path, reports: Reports) -> None:
    (mine / "notes.txt").write_text("")
    (mine / "softmax.py.bak").write_text("")
    (mine / "inner").mkdir()
    (mine / "inner" / "softmax.py").write_text("")
    time.sleep(0.5)
    assert reports.empty()


def test_a_storm_of_saves_is_reported_in_few_pieces(mine: Path, reports: Reports) -> None:
    for _ in range(200):
        (mine / "softmax.py").write_text("x = 1\n")
        time.sleep(0.003)
    time.sleep(0.7)
    assert 1 <= reports.qsize() <= 50


def test_a_folder_that_goes_and_comes_back_is_watched_again(mine: Path, reports: Reports) -> None:
    shutil.copytree(mine, mine.with_name("copy"))
    shutil.rmtree(mine)
    time.sleep(0.1)
    mine.with_name("copy").rename(mine)
    until_reported(reports, "evaluate_accuracy.py")
    time.sleep(1.5)
    while not reports.empty():
        reports.get()
    (mine / "softmax.py").write_text("x = 1\n")
    until_reported(reports, "softmax.py")


def until_reported(reports: Reports, file: str) -> None:
    while file not in reports.get(timeout=SECONDS):
        continue
