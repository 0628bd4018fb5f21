"""The table of the suite: python -m tests.kit.attacks [PART OF A NAME ...]"""

import sys

from tests.kit.attacking import ATTACKS, Verdict, Witnesses, carry_out


def main(wanted: list[str]) -> int:
    """Carry out the attacks whose names hold one of the words, and print what came of each."""
    chosen = [attack for attack in ATTACKS if not wanted or any(word in attack.name for word in wanted)]
    verdicts: list[Verdict] = []
    print(f"{'attack':42} {'points':>6}  {'outcome':12} {'seconds':>7}")
    for attack in chosen:
        with Witnesses() as witnesses:
            verdict = carry_out(attack, witnesses)
        verdicts.append(verdict)
        print(f"{attack.name:42} {verdict.points:6}  {verdict.status:12} {verdict.seconds:7.2f}")
        for problem in verdict.problems:
            print(f"    {problem}")
    broken = sum(bool(verdict.problems) for verdict in verdicts)
    seconds = sum(verdict.seconds for verdict in verdicts)
    print(f"{len(verdicts)} attacks in {seconds:.0f} s; {broken} with another outcome than they must have")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
