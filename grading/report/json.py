"""A Scorecard as results.json (schema version 1)."""

import json
from dataclasses import asdict
from typing import Any

from grading.results import ExerciseResult, Scorecard

SCHEMA_VERSION = 1


def as_dictionary(scorecard: Scorecard) -> dict[str, Any]:
    """The contract's fields, in its order; `notes` and `difference` come on top of it."""
    return {
        "schema_version": SCHEMA_VERSION,
        "kit_version": scorecard.kit_version,
        "submission": scorecard.submission,
        "score": scorecard.score,
        "max_score": scorecard.max_score,
        "passed": scorecard.passed,
        "seconds": scorecard.seconds,
        "seed": scorecard.seed,
        "exercises": [_exercise(result) for result in scorecard.exercises],
        "bonus": [_exercise(result) for result in scorecard.bonus],
        "training": asdict(scorecard.training) if scorecard.training else None,
        "environment": asdict(scorecard.environment),
        "notes": list(scorecard.notes),
    }


def _exercise(result: ExerciseResult) -> dict[str, Any]:
    return {
        "id": result.id,
        "title": result.title,
        "score": result.score,
        "max_score": result.max_score,
        "status": result.status,
        "checks": [asdict(check) for check in result.checks],
        "mistakes": [asdict(mistake) for mistake in result.mistakes],
        "advice": list(result.advice),
        "difference": result.difference,
    }


def render(scorecard: Scorecard) -> str:
    """The text of results.json. NaN, which JSON does not have, becomes null."""
    return json.dumps(_without_nan(as_dictionary(scorecard)), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _without_nan(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(item) for item in value]
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return None
    return value
