"""What the diagnosis adds to a grade with all five exercises wrong: target less than 1 s.

Grades one wrong answer of every exercise together, round after round, and times what happens after the checks:
observing in a fresh worker, comparing with every known mistake, and looking for what else explains it. The answers are
the course's own mistakes, and then those of beginners, which are on no list.
"""

import statistics
import sys
import time
from collections.abc import Iterable
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from course import EXERCISES
from grading.feedback import review
from grading.feedback.diagnosis import MISTAKES, answers_in
from grading.grade import Settings, grade
from grading.submissions.submission import Submission
from tests.kit.answers import KIT, merged, with_files

ROUNDS = 12
BEGINNERS = KIT / "tests" / "submissions" / "beginners" / "one"


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
    for kind, submissions in (("known mistakes", known_mistakes()), ("mistakes of beginners", beginners())):
        seconds, named = [], 0
        for submission in islice(submissions, ROUNDS):
            spent[0] = 0.0
            scorecard = grade(submission, Settings(tasks=EXERCISES))
            named += sum(bool(result.mistakes) for result in scorecard.exercises)
            seconds.append(spent[0])
        print(f"{kind}: all five exercises wrong in {len(seconds)} submissions, {named} mistakes named")
        print(f"  the diagnosis of all five: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s")
    print("target: less than 1 s")


def known_mistakes() -> Iterable[Submission]:
    columns = [answers_in(MISTAKES / exercise.file) for exercise in EXERCISES]
    for names in zip_longest(*columns):
        yield merged(dict(zip(EXERCISES, names, strict=True)), MISTAKES)


def beginners() -> Iterable[Submission]:
    columns = [sorted(BEGINNERS.glob(f"{exercise.id}__*.py")) for exercise in EXERCISES]
    for paths in zip(*columns, strict=False):
        texts = [path.read_text(encoding="utf-8") for path in paths]
        yield with_files("solutions", {e.file: text for e, text in zip(EXERCISES, texts, strict=True)})


if __name__ == "__main__":
    main()
