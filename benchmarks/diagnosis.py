"""What the diagnosis adds to a grade with all five exercises wrong: target less than 1 s.

Grades one wrong answer of every exercise together, round after round, and times what happens after the checks:
observing in a fresh worker, comparing with every known mistake, or finding the smallest difference.
"""

import statistics
import sys
import time
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from course import EXERCISES
from grading.feedback import review
from grading.grade import Settings, grade
from tests.kit.answers import WRONG, answers, merged

ROUNDS = 12


def main() -> None:
    spent = [0.0]
    plain_review = review.review

    def timed_review(*args: Any, **kwargs: Any) -> review.Review:
        began = time.perf_counter()
        try:
            return plain_review(*args, **kwargs)
        finally:
            spent[0] += time.perf_counter() - began

    review.review = timed_review
    columns = [answers(WRONG, exercise) for exercise in EXERCISES]
    seconds, named = [], 0
    for names in islice(zip_longest(*columns), ROUNDS):
        spent[0] = 0.0
        chosen = dict(zip(EXERCISES, names, strict=True))
        scorecard = grade(merged(chosen, WRONG), Settings(tasks=EXERCISES))
        named += sum(bool(result.mistakes) for result in scorecard.exercises)
        seconds.append(spent[0])
    print(f"{ROUNDS} submissions with all five exercises wrong, {named} of {5 * ROUNDS} mistakes named")
    print(
        f"the diagnosis of all five: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s, target 1 s"
    )


if __name__ == "__main__":
    main()
