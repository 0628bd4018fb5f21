"""A Scorecard as results.json (schema version 1)."""

import json
from dataclasses import fields, is_dataclass
from math import isfinite
from typing import Any

from grading.results import Check, ExerciseResult, Scorecard

SCHEMA_VERSION = 1
OF_A_SCORECARD = (
    "kit_version", "submission", "score", "max_score", "passed", "seconds", "seed", "exercises", "bonus", "training",
    "environment", "notes",
)  # fmt: skip
OF_A_CHECK = ("id", "title", "points", "max_points", "status", "message", "output")
OF_AN_EXERCISE = (
    "id", "title", "score", "max_score", "status", "checks", "mistakes", "advice", "difference",
)  # fmt: skip
"""The contract's fields, in its order; of other records it has all but pictures."""
PICTURES = "samples"


def render(scorecard: Scorecard) -> str:
    """The text of results.json."""
    record = {"schema_version": SCHEMA_VERSION, **_plain(scorecard)}
    return json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    """Records become dictionaries; NaN, which JSON does not have, becomes null."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return None
    if isinstance(value, Scorecard):
        names: tuple[str, ...] = OF_A_SCORECARD
    elif isinstance(value, ExerciseResult):
        names = OF_AN_EXERCISE
    elif isinstance(value, Check):
        names = OF_A_CHECK
    elif is_dataclass(value):
        names = tuple(field.name for field in fields(value) if field.name != PICTURES)
    else:
        return value
    return {name: _plain(getattr(value, name)) for name in names}
