"""A Scorecard as Gradescope's results.json (Autograder specifications, "Output format")."""

import json
import os
from collections.abc import Mapping
from gettext import gettext as _
from typing import Any

from grading.results import Check, ExerciseResult, Scorecard
from grading.text import printable

METADATA = "SUBMISSION_METADATA"
"""The variable that names Gradescope's submission_metadata.json."""
MOST_METADATA = 10_000_000


def render(scorecard: Scorecard, environment: Mapping[str, str] = os.environ) -> str:
    """The text of results.json: a test for each check, the test accuracy on the leaderboard, who handed in."""
    results = [*scorecard.exercises, *scorecard.bonus]
    record: dict[str, Any] = {
        "score": scorecard.score,
        "execution_time": round(scorecard.seconds),
        "output": "\n".join(scorecard.notes),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [
            _test(f"{place}.{number}", result, check, scored=result in scorecard.exercises)
            for place, result in enumerate(results, start=1)
            for number, check in enumerate(result.checks, start=1)
        ],
        "extra_data": {
            "kit_version": scorecard.kit_version, "seed": scorecard.seed, **_handed_in(environment.get(METADATA, "")),
        },
    }
    if scorecard.training:
        reached = round(scorecard.training.test_accuracy, 4)
        record["leaderboard"] = [{"name": _("Test accuracy"), "value": reached}]
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _test(number: str, result: ExerciseResult, check: Check, scored: bool) -> dict[str, Any]:
    return {
        "name": f"{result.id}: {check.title}",
        "name_format": "text",
        "number": number,
        "score": check.points if scored else 0,
        "max_score": check.max_points if scored else 0,
        "status": "passed" if check.status == "passed" else "failed",
        "output": output_of(result, check),
        "output_format": "text",
        "tags": [result.id],
        "visibility": "hidden" if check.hidden else "visible",
    }


def _handed_in(path: str) -> dict[str, Any]:
    """The number of a submission and the names of those who handed it in, as far as Gradescope says so."""
    try:
        with open(path, encoding="utf-8") as file:
            metadata = json.loads(file.read(MOST_METADATA))
    except (OSError, ValueError, RecursionError):  # a grade does not hang on it
        return {}
    found: dict[str, Any] = {}
    match metadata:
        case {"id": int(number)}:
            found["submission_id"] = number
    match metadata:
        case {"users": [*users]}:
            names = [user.get("name") for user in users if isinstance(user, dict)]
            found["submitted_by"] = [printable(name) for name in names if isinstance(name, str)]
    return found


def output_of(result: ExerciseResult, check: Check) -> str:
    """The message, and below that of the exercise's first open check its mistakes."""
    parts: list[str] = [check.message]
    if check in result.open_checks[:1]:
        parts += [f"{mistake.title}\n{mistake.explanation}" for mistake in result.mistakes]
    if check.output:
        parts.append(f"{_('Your code printed:')}\n{check.output}")
    return "\n\n".join(filter(None, parts))
