"""What is done is kept beside the exercises, and `list` shows it; nothing is graded from it."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from rich.cells import cell_len

from course import EXERCISES, MODEL, TASKS
from grading.commands import progress
from grading.results import Scorecard
from grading.submissions.submission import read_folder
from tests.kit.answers import folder
from tests.kit.commands.running import called
from tests.kit.report.scorecards import PARTLY, SOLVED, scorecard

SOLVED_SOFTMAX = folder("solutions").sources["softmax.py"]


@pytest.fixture
def own(mine: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's folder as the one that is graded where no other is named; softmax is solved."""
    monkeypatch.setattr(progress, "DEFAULT_FOLDER", mine.resolve())
    (mine / "softmax.py").write_text(SOLVED_SOFTMAX, encoding="utf-8")
    return mine


def listed(home: Path, *arguments: str) -> str:
    result: Result = called("list", "--submission", home, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def row(home: Path, id: str) -> str:
    """What is said of a task, with single spaces."""
    [line] = [line for line in listed(home).splitlines() if line.split()[:1] == [id]]
    return " ".join(line.split()[1:])


def test_what_was_graded_is_listed_with_its_points_and_what_is_next(own: Path) -> None:
    assert row(own, "softmax") == "- / 15 not graded yet"
    assert called("grade", "softmax", "--submission", own).exit_code == 0
    assert row(own, "softmax") == "15 / 15 passed"
    assert row(own, "cross_entropy") == "- / 15 not started"
    assert "Done 1 / 6, score 15 / 100" in listed(own)
    assert "Next: open mine/cross_entropy.py" in listed(own)


def test_a_file_that_was_edited_since_counts_as_open_until_it_is_graded_again(own: Path) -> None:
    called("grade", "softmax", "--submission", own)
    (own / "softmax.py").write_text(SOLVED_SOFTMAX + "# a thought\n", encoding="utf-8")
    assert row(own, "softmax") == "15 / 15 changed since then"
    assert "Next: softmax. `python grader.py grade softmax`" in listed(own)
    (own / "softmax.py").write_text("def softmax(X:\n", encoding="utf-8")
    assert row(own, "softmax") == "0 / 15 does not run"


def test_only_the_learners_own_folder_keeps_anything(mine: Path) -> None:
    before = sorted(mine.iterdir())
    called("grade", "softmax", "--submission", mine)
    assert sorted(mine.iterdir()) == before


def test_the_model_is_open_again_when_any_file_that_makes_it_changes(mine: Path) -> None:
    for exercise in EXERCISES:
        (mine / exercise.file).write_text(folder("solutions").sources[exercise.file], encoding="utf-8")
    progress.record(read_folder(mine), a_model_of_full_points())
    assert row(mine, MODEL.id) == "15 / 15 passed"
    (mine / EXERCISES[-1].file).write_text("# another\n" + folder("solutions").sources[EXERCISES[-1].file])
    assert row(mine, MODEL.id) == "15 / 15 changed since then"


def a_model_of_full_points() -> Scorecard:
    from dataclasses import replace

    check = replace(SOLVED.checks[0], points=MODEL.points, max_points=MODEL.points)
    return scorecard(replace(SOLVED, id=MODEL.id, checks=(check,)))


def test_a_later_grade_leaves_what_is_kept_of_others(mine: Path) -> None:
    (mine / "softmax.py").write_text(SOLVED_SOFTMAX, encoding="utf-8")
    progress.record(read_folder(mine), scorecard(SOLVED))
    progress.record(read_folder(mine), a_model_of_full_points())
    assert set(progress.read(mine)) == {"softmax", MODEL.id}
    progress.record(read_folder(mine), scorecard(PARTLY))
    assert progress.read(mine)["softmax"].status == "partial"


FORGED = {
    "no text": b"\xff\0",
    "a half": b'{"softmax": {"score": 15',
    "no dictionary": b"[]",
    "too deep": b'{"softmax":' + b"[" * 50_000,
    "no entry": b'{"softmax": null, "nothing": 3}',
    "too many points": b'{"softmax": {"score": 99, "status": "passed", "digest": ""}}',
    "a status of its own": b'{"softmax": {"score": 15, "status": "\\u001b[2J", "digest": ""}}',
    "no number": b'{"softmax": {"score": "15", "status": "passed", "digest": ""}}',
}


@pytest.mark.parametrize("content", FORGED.values(), ids=FORGED)
def test_a_damaged_or_forged_file_is_as_good_as_none_and_is_mended(content: bytes, own: Path) -> None:
    (own / progress.FILE).write_bytes(content)
    assert row(own, "softmax") == "- / 15 not graded yet"
    progress.record(read_folder(own), scorecard(SOLVED))
    assert set(json.loads((own / progress.FILE).read_text())) == {"softmax"}


def test_points_that_somebody_wrote_into_it_are_in_no_grade(own: Path) -> None:
    wrong = "def softmax(X):\n    return X\n"
    (own / "softmax.py").write_text(wrong, encoding="utf-8")
    digest = progress.digest(read_folder(own), EXERCISES[0])
    (own / progress.FILE).write_text(json.dumps({"softmax": {"score": 15, "status": "passed", "digest": digest}}))
    assert row(own, "softmax") == "15 / 15 passed"
    assert "Score 0 / 15" in called("grade", "softmax", "--submission", own).stdout


def test_where_nothing_can_be_kept_a_grade_is_as_ever(own: Path) -> None:
    (own / progress.FILE).mkdir()
    result = called("grade", "softmax", "--submission", own)
    assert (result.exit_code, result.stderr) == (0, "")
    assert row(own, "softmax") == "15 / 15 not graded yet".replace("15 /", "- /", 1)


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80])
def test_it_fits_a_terminal(width: int, spoken: str, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = listed(mine, "--lang", spoken).splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= width
    assert all(any(line.split()[:1] == [task.id] for line in lines) for task in TASKS)
