"""A Scorecard as PrairieLearn's results.json (External grading, "Grading result")."""

import json
from typing import Any

from grading.report.gradescope import output_of
from grading.results import Check, ExerciseResult, Scorecard


def render(scorecard: Scorecard) -> str:
    """The text of results.json: the score as a fraction, and points of each check that counts."""
    record = {
        "gradable": True,
        "score": scorecard.score / scorecard.max_score if scorecard.max_score else 0.0,
        "message": "\n".join(scorecard.notes),
        "tests": [_test(result, check) for result in scorecard.exercises for check in result.checks],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _test(result: ExerciseResult, check: Check) -> dict[str, Any]:
    return {
        "name": f"{result.id}: {check.title}",
        "points": check.points,
        "max_points": check.max_points,
        "message": output_of(result, check),
        "output": check.output,
    }
