"""The table of the suite: python -m tests.kit.signals [ROUNDS [PART OF A BLOW'S NAME]]"""

import sys
import time

from tests.kit.signals.blows import BLOWS
from tests.kit.signals.suite import ROUNDS, all_trials, carry_out_all, table


def main(rounds: int = ROUNDS, word: str = "") -> int:
    """Carry out the trials, and print what came of them."""
    began = time.monotonic()
    verdicts = carry_out_all(all_trials(rounds, [blow for blow in BLOWS if word in blow]))
    print(*table(verdicts), f"{time.monotonic() - began:.0f} s", sep="\n")
    return 1 if any(verdict.problems for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2]), *sys.argv[2:3]))
