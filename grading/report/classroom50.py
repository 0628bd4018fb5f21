"""A Scorecard as classroom50's result.json (schema classroom50/result/v1).

The classroom, the assignment and who handed in come from the environment in which an autograder runs.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from grading.results import Scorecard

SCHEMA = "classroom50/result/v1"
VARIABLES = {
    "classroom": "CLASSROOM", "assignment": "ASSIGNMENT", "assignment_type": "ASSIGNMENT_TYPE", "owner": "OWNER",
    "submission": "SUBMISSION_TAG", "commit": "COMMIT_URL", "release": "RELEASE_URL", "review": "REVIEW_URL",
}  # fmt: skip
"""The variables that its runner sets, by the field that they belong to."""


def render(scorecard: Scorecard, environment: Mapping[str, str] = os.environ) -> str:
    """The text of result.json: points are whole, and there are no other fields than the schema has."""
    known = {field: environment.get(variable, "") for field, variable in VARIABLES.items()}
    known["assignment_type"] = known["assignment_type"] or "individual"
    known["review"] = known["review"] or known["commit"]
    record: dict[str, Any] = {
        "schema": SCHEMA,
        **known,
        "datetime": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": scorecard.score,
        "max-score": scorecard.max_score,
        "tests": [
            {
                "test-name": f"{result.id}: {check.title}",
                "passed": check.status == "passed",
                "score": check.points,
                "max-score": check.max_points,
            }
            for result in scorecard.exercises
            for check in result.checks
        ],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
