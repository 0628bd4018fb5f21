"""A Scorecard as Gradescope's results.json (Autograder specifications, "Output format")."""

import json
from gettext import gettext as _
from typing import Any

from grading.results import Check, ExerciseResult, Scorecard


def render(scorecard: Scorecard) -> str:
    """The text of results.json: a test for each check, the test accuracy on the leaderboard."""
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
        "extra_data": {"kit_version": scorecard.kit_version, "seed": scorecard.seed},
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
        "visibility": "visible",
    }


def output_of(result: ExerciseResult, check: Check) -> str:
    """The message, and below that of the exercise's first open check its mistakes."""
    parts: list[str] = [check.message]
    if check in result.open_checks[:1]:
        parts += [f"{mistake.title}\n{mistake.explanation}" for mistake in result.mistakes]
    if check.output:
        parts.append(f"{_('Your code printed:')}\n{check.output}")
    return "\n\n".join(filter(None, parts))
