"""The results of a class as grades.csv, one row a submission."""

import csv
import io
from collections.abc import Iterable, Mapping

import course
from grading.classroom.store import Record
from grading.text import printable

NO_GRADE, UNUSABLE = "no grade", "unusable"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute."""


def table(rows: Iterable[tuple[str, Record | str]]) -> str:
    """The text of grades.csv: of each name the record of its results, or why there are none.

    It begins with a byte order mark, without which spreadsheets do not read Chinese.
    """
    tasks = [task.id for task in course.EVERY_TASK]
    text = io.StringIO("\ufeff", newline="")
    text.seek(1)
    writer = csv.DictWriter(
        text, ["submission", "status", "score", "max_score", *tasks, "mistakes", "problem", "seconds"], restval=""
    )
    writer.writeheader()
    for name, record in rows:
        row = {"status": NO_GRADE, "problem": record} if isinstance(record, str) else _row(record)
        cells = {"submission": name, **row}
        writer.writerow({column: _harmless(value) for column, value in cells.items()})
    return text.getvalue()


def _row(record: Record) -> Mapping[str, object]:
    exercises = [*record["exercises"], *record["bonus"]]
    mistakes = [f"{exercise['id']}: {mistake['name']}" for exercise in exercises for mistake in exercise["mistakes"]]
    return {
        "status": status_of(record),
        "score": record["score"],
        "max_score": record["max_score"],
        **{exercise["id"]: exercise["score"] for exercise in exercises},
        "mistakes": "; ".join(mistakes),
        "problem": record["problem"],
        "seconds": record["seconds"],
    }


def status_of(record: Record) -> str:
    """passed, partial, failed, not started, or unusable where nothing could be read."""
    if record["problem"]:
        return UNUSABLE
    if record["score"] == record["max_score"]:
        return "passed"
    untouched = all(exercise["status"] == "not_started" for exercise in record["exercises"])
    return "not started" if untouched else "partial" if record["score"] else "failed"


def _harmless(value: object) -> object:
    """A value as a cell that no spreadsheet takes for a formula, in one line."""
    if not isinstance(value, str):
        return value
    text = " ".join(printable(value).split())
    return f"'{text}" if text.startswith(FORMULA) else text
