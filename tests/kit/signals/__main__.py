"""The table of all trials: python -m tests.kit.signals [ROUNDS [PART OF A SIGNAL'S NAME]]"""

import sys
import time
from collections.abc import Iterator, Sequence

from tests.kit.signals.trials import KINDS, ROUNDS, Outcome, all_trials, run_all

FORMAT = "{:16} {:16} {:>6} {:>10} {:>9} {:>9} {:>9} {:>9} {:>8}"


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What was left, by signal and moment; then each problem, and a line that sums up."""
    delivered = [outcome for outcome in outcomes if outcome.delivered]
    yield FORMAT.format("signal", "moment", "trials", "new report", *KINDS, "slowest")
    for pair in dict.fromkeys((outcome.trial.signal, outcome.trial.moment) for outcome in outcomes):
        some = [outcome for outcome in delivered if (outcome.trial.signal, outcome.trial.moment) == pair]
        counts = [sum(kind in dict(outcome.problems) for outcome in some) for kind in KINDS]
        slowest = max((outcome.seconds for outcome in some), default=0.0)
        yield FORMAT.format(*pair, len(some), sum(outcome.replaced for outcome in some), *counts, f"{slowest:.1f} s")
    for outcome in outcomes:
        yield from (f"{outcome.trial}, {outcome.submission}: {kind}: {text}" for kind, text in outcome.problems)
    failed = sum(bool(outcome.problems) for outcome in outcomes)
    yield f"{len(delivered)} graders were ended; {failed} of them left something behind or ended with a wrong message"


def main(rounds: int = ROUNDS, word: str = "") -> int:
    """Run the trials, and print what came of them."""
    began = time.monotonic()
    outcomes = run_all([trial for trial in all_trials(rounds) if word in trial.signal])
    print(*table(outcomes), f"{time.monotonic() - began:.0f} s", sep="\n")
    return 1 if any(outcome.problems for outcome in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2]), *sys.argv[2:3]))
