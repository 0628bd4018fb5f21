"""`python grader.py class FOLDER`: a row for every submission, results that are kept, and a run that goes on."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest

from grading.classroom.grading import Classroom
from grading.classroom.roster import Entry
from grading.grade import Settings
from tests.kit.answers import KIT
from tests.kit.commands.running import copied, grader
from tests.kit.report.scorecards import SOLVED, scorecard

Rows = dict[str, dict[str, str]]


def rows(folder: Path) -> Rows:
    with open(folder / "grades.csv", encoding="utf-8-sig", newline="") as file:
        return {row["submission"]: row for row in csv.DictReader(file)}


def without_seconds(table: Rows) -> Rows:
    return {name: {**row, "seconds": ""} for name, row in table.items()}


@pytest.fixture
def pupils(tmp_path: Path) -> Path:
    """A class of one who has not begun, one two folders deep, one whose archive is damaged, and one with nothing."""
    folder = tmp_path / "pupils"
    folder.mkdir()
    copied(folder / "ann")
    deep = folder / "bo" / "work"
    deep.mkdir(parents=True)
    copied(deep / "mine")
    (deep / "mine" / "softmax.py").write_text("def softmax(X:\n", encoding="utf-8")
    (folder / "=cy.zip").write_bytes(b"no archive")
    (folder / "dee").mkdir()
    return folder


def test_every_submission_is_a_row_and_has_its_results(pupils: Path) -> None:
    result = grader("class", pupils, "--seed", 7)
    assert result.returncode == 0, result.stderr
    table, out = rows(pupils.with_name("pupils-grades")), pupils.with_name("pupils-grades") / "results"
    assert list(table) == ["'=cy", "ann", "bo", "dee"]
    assert [row["status"] for row in table.values()] == ["unusable", "not started", "failed", "unusable"]
    assert "neither a zip nor a tar" in table["'=cy"]["problem"]
    assert table["dee"]["score"] == "0"
    records = {name: json.loads((out / f"{name}.json").read_text(encoding="utf-8")) for name in ("=cy", "ann", "bo")}
    assert {record["seed"] for record in records.values()} == {7}
    assert {check["status"] for part in records["=cy"]["exercises"] for check in part["checks"]} == {"error"}
    assert all(record["graded_at"] for record in records.values())
    assert "4 of 4 submissions graded" in result.stdout
    page = (out.parent / "class.html").read_text(encoding="utf-8")
    reports = [unquote(place) for place in re.findall(r'href="(results/[^"]*)"', page)]
    assert set(reports) == {f"results/{name}.html" for name in ("=cy", "ann", "bo", "dee")}
    for report in reports:
        assert (out.parent / report).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_only_what_has_changed_is_graded_again_with_the_seed_of_before(pupils: Path) -> None:
    out = pupils.with_name("out")
    grader("class", pupils, "--out", out, "--jobs", 1)
    before = {file.name: file.stat().st_mtime_ns for file in (out / "results").iterdir()}
    seed = json.loads((out / "results" / "ann.json").read_text(encoding="utf-8"))["seed"]
    (pupils / "bo" / "work" / "mine" / "accuracy.py").write_text("def accuracy(:\n", encoding="utf-8")
    (out / "results" / "dee.html").unlink()
    grader("class", pupils, "--out", out, "--jobs", 1)
    after = {file.name: file.stat().st_mtime_ns for file in (out / "results").iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"bo.json", "bo.html", "dee.json", "dee.html"}
    assert json.loads((out / "results" / "bo.json").read_text(encoding="utf-8"))["seed"] == seed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a run is killed by a signal")
def test_a_run_that_is_killed_goes_on_and_ends_with_the_same_table(pupils: Path) -> None:
    for number in range(20):
        shutil.copytree(pupils / "ann", pupils / f"eve{number:02}")
    whole, killed = pupils.with_name("whole"), pupils.with_name("killed")
    grader("class", pupils, "--out", whole, "--seed", 3)
    command = [sys.executable, KIT / "grader.py", "class", pupils, "--out", killed, "--seed", "3", "--jobs", "2"]
    begun = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 120
    while len([*(killed / "results").glob("*.json")]) < 5:
        assert time.monotonic() < deadline, "nothing was graded in two minutes"
        time.sleep(0.01)
    begun.kill()
    begun.wait()
    assert not (killed / "grades.csv").exists()
    wait_until_none_is_left(begun.pid)
    result = grader("class", pupils, "--out", killed, "--seed", 3)
    assert result.returncode == 0, result.stderr
    assert without_seconds(rows(killed)) == without_seconds(rows(whole))
    seconds = r'<td class="number">[\d.]+</td></tr>'
    pages = [(folder / "class.html").read_text(encoding="utf-8") for folder in (killed, whole)]
    assert re.sub(seconds, "", pages[0]) == re.sub(seconds, "", pages[1])


@pytest.mark.skipif(sys.platform == "win32", reason="a run is stopped by a signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_leaves_a_table_of_what_there_is(pupils: Path, number: signal.Signals) -> None:
    for copy in range(200):
        shutil.copytree(pupils / "ann", pupils / f"eve{copy:03}")
    out = pupils.with_name("stopped")
    command = [sys.executable, KIT / "grader.py", "class", pupils, "--out", out, "--jobs", "1", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as begun:
        assert begun.stdout
        begun.stdout.readline()
        begun.send_signal(number)
        said = begun.communicate(timeout=60)[0]
    assert begun.returncode == 130
    assert 0 < len(rows(out)) < 204
    assert "The same command goes on where it stopped." in said
    wait_until_none_is_left(begun.pid)


def wait_until_none_is_left(group: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        assert time.monotonic() < deadline, "processes of a killed run are left"
        time.sleep(0.05)


def test_a_folder_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    result = grader("class", tmp_path / "nobody")
    assert result.returncode == 2
    assert result.stderr.startswith("grader: The folder ")


def test_what_an_earlier_run_left_is_no_result_until_it_is_found_to_hold(tmp_path: Path) -> None:
    room = Classroom([Entry("ann", tmp_path / "ann")], Settings(seed=1), tmp_path / "out")
    room.store.keep("ann", scorecard(SOLVED), "", "what it was graded from")
    assert [*room.results()] == []
    room.done["ann"] = ""
    assert [name for name, _record in room.results()] == ["ann"]
    room.done["ann"] = "the grader failed"
    assert [*room.results()] == [("ann", "the grader failed")]
