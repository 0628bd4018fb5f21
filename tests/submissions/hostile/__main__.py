"""The table of the suite: python -m tests.submissions.hostile [--without LAYER ...] [PART OF A NAME ...]

With --without it plays a machine that lacks a layer, and ends with the names of the attacks that get through.
"""

from collections import Counter
from typing import get_args

import click

from grading.sandbox.isolation import Isolation
from grading.sandbox.untrusted.confinement import LAYERS
from tests.kit.sandbox.attacking import ATTACKS, Harm, Verdict, Witnesses, carry_out


@click.command()
@click.argument("words", nargs=-1)
@click.option("--without", type=click.Choice(LAYERS), multiple=True, help="Leave off a layer of the sandbox.")
def main(words: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Carry out the attacks whose names hold one of the words, and print what came of each."""
    chosen = [attack for attack in ATTACKS if not words or any(word in attack.name for word in words)]
    verdicts: dict[str, Verdict] = {}
    print(f"{'attack':42} {'must':>4} {'got':>4}  {'outcome':12} {'seconds':>7}")
    for attack in chosen:
        with Witnesses() as witnesses:
            verdict = carry_out(attack, witnesses, Isolation(without=without))
        verdicts[attack.name] = verdict
        print(f"{attack.name:42} {attack.points:4} {verdict.points:4}  {verdict.status:12} {verdict.seconds:7.2f}")
        for problem in verdict.harm if without else verdict.problems:
            print(f"    {problem}")
    counts = Counter(kind for verdict in verdicts.values() for kind, text in verdict.harm)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in get_args(Harm))
    print(f"{len(verdicts)} attacks in {sum(verdict.seconds for verdict in verdicts.values()):.0f} s: {told}")
    through = [name for name, verdict in verdicts.items() if verdict.harm]
    if without:
        print("got through:", *through)
    elif different := [name for name, verdict in verdicts.items() if verdict.problems]:
        print("another outcome than they must have:", *different)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
