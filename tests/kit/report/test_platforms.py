"""The reports for platforms, against written models of the fields that the platforms document."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grading.report import classroom50, github, gradescope, markdown, prairielearn
from grading.results import ExerciseResult, Scorecard
from tests.kit.report.scorecards import ALL_KINDS, PARTLY, SOLVED, TRAINING, check, scorecard

HOSTILE = "<script>alert(1)</script>\n```\n# not a heading\n::error::forged % \r\n| a | table |"
ENVIRONMENT = {
    "CLASSROOM": "ml", "ASSIGNMENT": "softmax", "OWNER": "ann", "SUBMISSION_TAG": "submit/1",
    "COMMIT_URL": "https://example.org/c", "RELEASE_URL": "https://example.org/r",
}  # fmt: skip


@pytest.fixture
def card() -> Scorecard:
    hostile = ExerciseResult("cross_entropy", "Cross-entropy", (check("it_fails", "failed", HOSTILE, output=HOSTILE),))
    return scorecard(PARTLY, ALL_KINDS, hostile, bonus=(SOLVED,))


def model(record: dict[str, Any], fields: dict[str, type]) -> None:
    """A record has these fields, each of its type, and no others."""
    assert record.keys() == fields.keys()
    for name, kind in fields.items():
        assert type(record[name]) is kind, name


METADATA = {
    "id": 123456, "created_at": "2026-07-01T14:22:32.365935-07:00", "submission_method": "upload",
    "users": [{"email": "ann@example.org", "id": 1234, "name": "Ann \x1b[2JLee"}, {"id": 5, "name": "Bo"}],
    "assignment": {"id": 25828, "title": "Softmax", "total_points": "100.0"}, "previous_submissions": [],
}  # fmt: skip
"""As the page "Submission Metadata" of Gradescope's documentation has it."""
VISIBILITY = ("visible", "hidden", "after_due_date", "after_published")


def expect_gradescope(record: dict[str, Any]) -> None:
    """A results.json as Gradescope's specifications have it."""
    leaderboard = record.pop("leaderboard", [])
    model(record, {"score": int, "execution_time": int, "output": str, "output_format": str, "visibility": str,
                   "stdout_visibility": str, "tests": list, "extra_data": dict})  # fmt: skip
    assert record["visibility"] in VISIBILITY
    assert record["stdout_visibility"] in VISIBILITY
    for entry in leaderboard:
        model(entry, {"name": str, "value": float})
    for test in record["tests"]:
        model(test, {"name": str, "name_format": str, "number": str, "score": int, "max_score": int, "status": str,
                     "output": str, "output_format": str, "tags": list, "visibility": str})  # fmt: skip
        assert test["status"] in ("passed", "failed")
        assert test["name_format"] == test["output_format"] == "text"
        assert test["visibility"] in VISIBILITY


def test_gradescope_gets_a_test_for_each_check_and_points_that_add_up(card: Scorecard) -> None:
    record = json.loads(gradescope.render(card, {}))
    expect_gradescope(record)
    assert sum(test["score"] for test in record["tests"]) == record["score"] == card.score
    assert sum(test["max_score"] for test in record["tests"]) == card.max_score
    assert "You sum down the columns." in record["tests"][1]["output"]


def extra_data(card: Scorecard, file: Path) -> dict[str, Any]:
    record = json.loads(gradescope.render(card, {"SUBMISSION_METADATA": str(file)}))
    expect_gradescope(record)
    found: dict[str, Any] = record["extra_data"]
    return found


def test_gradescope_gets_back_who_handed_in(card: Scorecard, tmp_path: Path) -> None:
    file = tmp_path / "submission_metadata.json"
    file.write_text(json.dumps(METADATA), encoding="utf-8")
    extra = extra_data(card, file)
    assert (extra["submission_id"], extra["submitted_by"][1]) == (123456, "Bo")
    assert "\x1b" not in extra["submitted_by"][0]


SENSELESS = ["", "{", "[]", "null", '{"id": "x", "users": [3, {"name": 4}]}', "[" * 100_000, "\udcff"]


@pytest.mark.parametrize("metadata", SENSELESS, ids=lambda text: ascii(text[:9]))
def test_metadata_that_make_no_sense_or_are_not_there_cost_no_grade(
    card: Scorecard, tmp_path: Path, metadata: str
) -> None:
    file = tmp_path / "submission_metadata.json"
    assert "submission_id" not in extra_data(card, file)
    file.write_text(metadata, encoding="utf-8", errors="surrogateescape")
    extra = extra_data(card, file)
    assert "submission_id" not in extra
    assert not extra.get("submitted_by")


def test_gradescope_gets_the_test_accuracy_for_its_leaderboard(card: Scorecard) -> None:
    assert "leaderboard" not in json.loads(gradescope.render(card, {}))
    record = json.loads(gradescope.render(replace(card, training=TRAINING), {}))
    assert record["leaderboard"] == [{"name": "Test accuracy", "value": 0.812}]
    expect_gradescope(record)


def expect_prairielearn(record: dict[str, Any]) -> None:
    """A results.json as PrairieLearn's "Grading results" have it."""
    model(record, {"gradable": bool, "score": float, "message": str, "tests": list})
    assert 0 <= record["score"] <= 1
    for test in record["tests"]:
        model(test, {"name": str, "points": int, "max_points": int, "message": str, "output": str})
        assert 0 <= test["points"] <= test["max_points"]


def test_prairielearn_gets_a_fraction_and_points_on_every_test(card: Scorecard) -> None:
    record = json.loads(prairielearn.render(card))
    expect_prairielearn(record)
    assert record["score"] == card.score / card.max_score


def expect_classroom50(record: dict[str, Any]) -> None:
    """A result.json as the schema classroom50/result/v1 has it."""
    model(record, {"schema": str, "classroom": str, "assignment": str, "assignment_type": str, "owner": str,
                   "submission": str, "commit": str, "release": str, "review": str, "datetime": str, "score": int,
                   "max-score": int, "tests": list})  # fmt: skip
    assert record["schema"] == "classroom50/result/v1"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record["datetime"])
    assert all(value for value in record.values() if isinstance(value, str))
    for test in record["tests"]:
        model(test, {"test-name": str, "passed": bool, "score": int, "max-score": int})
        assert 0 <= test["score"] <= test["max-score"]
    assert record["assignment_type"] in ("individual", "group")
    assert sum(test["score"] for test in record["tests"]) == record["score"]
    assert sum(test["max-score"] for test in record["tests"]) == record["max-score"]


def test_classroom50_gets_its_schema_and_no_other_field(card: Scorecard) -> None:
    record = json.loads(classroom50.render(card, ENVIRONMENT))
    expect_classroom50(record)
    assert record["review"] == "https://example.org/c"


def test_an_annotation_is_one_line_at_the_learners_definition(card: Scorecard) -> None:
    sources = {"softmax.py": "import torch\n\n\ndef softmax(X):\n    return X\n", "cross_entropy.py": "def broken(:"}
    lines = [*github.annotations(card, sources, "exercises")]
    assert len(lines) == 3
    assert not any("\n" in line or "\r" in line for line in lines)
    assert lines[0].startswith(
        "::error file=exercises/softmax.py,line=4,title=softmax 5/15%3A Sums down the columns::You sum down"
    )
    assert lines[2].startswith("::error file=exercises/cross_entropy.py,line=1,")
    assert "forged %25 \N{REPLACEMENT CHARACTER}%0A" in lines[2]


def test_an_annotation_on_a_file_that_is_no_python_is_at_the_line_of_the_error(card: Scorecard) -> None:
    broken = "import torch\n\n\ndef cross_entropy(y_hat, y):\n    return y_hat[\n\nx = (\n"
    line = [*github.annotations(card, {"cross_entropy.py": broken}, "exercises")][2]
    assert re.match(r"::error file=exercises/cross_entropy\.py,line=[57],", line)


def test_an_annotation_on_a_notebook_has_no_line(card: Scorecard) -> None:
    [first, *_] = github.annotations(replace(card, notebook="mine.ipynb"), {}, "work/mine.ipynb")
    assert first.startswith("::error file=work/mine.ipynb,title=softmax 5/15%3A")


CODE = "Look at `x` and <b>this</b>. A `\n\n<script>alert(1)</script>\n\n` spans paragraphs, `y` does not."


def test_in_markdown_only_code_that_stays_in_its_line_is_left_as_it_is() -> None:
    assert markdown.escaped("`X_exp` <b>") == "`X_exp` \\<b\\>"
    assert "\\<script\\>" in markdown.escaped(CODE)
    assert "<script>" not in markdown.escaped(CODE)


def test_in_markdown_what_a_submission_says_stays_in_a_code_block(card: Scorecard) -> None:
    text = markdown.render(card)
    inside = text[text.index("````text\n") : text.rindex("\n````")]
    assert HOSTILE in inside
    assert "<script>" not in text.replace(HOSTILE, "")
    assert "## Score" in text
    assert "| softmax | 5 / 15 | partly right |" in text
