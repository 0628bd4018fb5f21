"""All the trials: every blow at every moment, several graders at a time."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from tests.kit.signals.blows import BLOWS
from tests.kit.signals.moments import MOMENTS
from tests.kit.signals.trials import KINDS, Trial, Verdict, carry_out, catch_orphans

ROUNDS = 5
"""How often each blow falls at each moment."""
FORM = "{:16} {:16} {:>6} {:>10} {:>9} {:>9} {:>10} {:>11} {:>8}"
HEADINGS = ("blow", "moment", "trials", "new report", "survivors", "leftovers", "half files", "wrong words", "slowest")


def all_trials(rounds: int = ROUNDS, blows: Sequence[str] = tuple(BLOWS)) -> list[Trial]:
    """Each of these blows at every moment, so many times."""
    pairs = [(blow, moment) for _ in range(rounds) for moment in MOMENTS for blow in blows]
    return [Trial(number, blow, moment) for number, (blow, moment) in enumerate(pairs)]


def carry_out_all(trials: Sequence[Trial]) -> list[Verdict]:
    """Carry them out in processes of their own, each with one grader at a time."""
    clean = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor((os.cpu_count() or 1) + 1, clean, catch_orphans) as pool:
        return list(pool.map(carry_out, trials))


def table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """What was left, by blow and moment; then each problem, and a line that sums up."""
    landed = [verdict for verdict in verdicts if verdict.landed]
    yield FORM.format(*HEADINGS)
    for blow, moment in dict.fromkeys((one.trial.blow, one.trial.moment) for one in verdicts):
        some = [one for one in landed if (one.trial.blow, one.trial.moment) == (blow, moment)]
        counts = [sum(bool(getattr(one, kind)) for one in some) for kind in KINDS]
        slowest = max((one.seconds for one in some), default=0.0)
        yield FORM.format(blow, moment, len(some), sum(one.replaced for one in some), *counts, f"{slowest:.1f} s")
    for one in verdicts:
        yield from (f"{one.trial}, {one.victim}: {problem}" for problem in one.problems)
    broken = sum(bool(one.problems) for one in verdicts)
    yield f"{len(landed)} graders were ended; {broken} of them left something behind or ended with a wrong word"
