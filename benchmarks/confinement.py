"""What the layers of the sandbox cost a grade: the same grade with all of them and with none, in turn.

    python benchmarks/confinement.py           about a minute and a half

Both share one server, so that only the confinement and what it slows down differs.
"""

import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from grading import KIT
from grading.grade import Settings, grade
from grading.sandbox.isolation import Isolation
from grading.sandbox.untrusted.confinement import LAYERS
from grading.submissions.submission import read_folder

PAIRS = 12
TARGET = 0.05
"""The share of a grade that its confinement may cost."""
WITH, WITHOUT = Isolation(), Isolation(without=LAYERS)


def seconds(isolation: Isolation) -> float:
    """How long a full grade of the solutions takes, on drawn garments."""
    began = time.perf_counter()
    scorecard = grade(read_folder(KIT / "solutions"), Settings(data="synthetic", seed=1, isolation=isolation))
    assert scorecard.score == scorecard.max_score
    assert bool(scorecard.environment.sandbox) == (isolation is WITH)
    return time.perf_counter() - began


def main() -> None:
    seconds(WITH)  # starts the server and draws the garments
    pairs = [(seconds(WITH), seconds(WITHOUT)) for _ in range(PAIRS)]
    confined, free = (median(column) for column in zip(*pairs, strict=True))
    share = median(confined / free for confined, free in pairs) - 1
    print(f"a full grade takes {confined:.2f} s with all layers, {free:.2f} s with none (medians of {PAIRS} pairs)")
    verdict = "reached" if share <= TARGET else "MISSED"
    print(f"confinement / a full grade: {verdict}: {share:+.1%}, target at most {TARGET:.0%}")


if __name__ == "__main__":
    main()
