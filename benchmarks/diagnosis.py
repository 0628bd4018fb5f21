"""What the diagnosis adds to a grade with all five exercises wrong: target less than 1 s.

Grades one wrong answer of every exercise together, round after round, each in a process of its own as a learner does,
and times what happens after the checks: observing in a fresh worker, comparing with every known mistake, and looking
for what else explains it. The answers are the course's own mistakes, and then those of beginners, which are on no list.
"""

import statistics
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from course import EXERCISES
from grading.feedback import review
from grading.feedback.answer_files import MISTAKES, answers_in
from grading.grade import Settings, grade
from grading.submissions.submission import Submission
from tests.kit.answers import KIT, merged, with_files

ROUNDS = 12
BEGINNERS = KIT / "tests" / "submissions" / "beginners" / "one"


def main() -> None:
    with ProcessPoolExecutor(max_workers=1, max_tasks_per_child=1) as fresh_process:
        for kind, submissions in (("known mistakes", known_mistakes()), ("mistakes of beginners", beginners())):
            rounds = list(fresh_process.map(diagnosed, islice(submissions, ROUNDS)))
            seconds = [spent for spent, named in rounds]
            print(f"{kind}: all five exercises wrong in {len(rounds)} submissions,", end=" ")
            print(f"{sum(named for spent, named in rounds)} mistakes named")
            print(f"  the diagnosis of all five: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s")
    print("target: less than 1 s")


def diagnosed(submission: Submission) -> tuple[float, int]:
    """The seconds that the diagnosis of a submission takes, and how many of its exercises get a mistake's name."""
    spent, plain_review = [], review.review

    def timed_review(*args: Any, **kwargs: Any) -> review.Review:
        began = time.perf_counter()
        try:
            return plain_review(*args, **kwargs)
        finally:
            spent.append(time.perf_counter() - began)

    review.review = timed_review
    scorecard = grade(submission, Settings(tasks=EXERCISES))
    return sum(spent), sum(bool(result.mistakes) for result in scorecard.exercises)


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
