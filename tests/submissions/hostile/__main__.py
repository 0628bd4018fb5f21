"""The table of the attacks: python -m tests.submissions.hostile [--without LAYER ...] [PART OF A NAME ...]

With --without it plays a machine that lacks a layer, and ends with the names of the attacks that get through.
"""

from collections import Counter
from typing import get_args

import click

from grading.sandbox.isolation import Isolation
from grading.sandbox.untrusted.confinement import LAYERS
from tests.kit.sandbox.attacks import ATTACKS, Harm, Outcome, run


@click.command()
@click.argument("words", nargs=-1)
@click.option("--without", type=click.Choice(LAYERS), multiple=True, help="Leave off a layer of the sandbox.")
def main(words: tuple[str, ...], without: tuple[str, ...]) -> None:
    """Run the attacks whose names hold one of the words, and print what came of each."""
    chosen = [attack for attack in ATTACKS if not words or any(word in attack.name for word in words)]
    outcomes: dict[str, Outcome] = {}
    print(f"{'attack':42} {'must':>4} {'got':>4}  {'outcome':12} {'seconds':>7}")
    for attack in chosen:
        outcome = outcomes[attack.name] = run(attack, Isolation(without=without))
        print(f"{attack.name:42} {attack.points:4} {outcome.points:4}  {outcome.status:12} {outcome.seconds:7.2f}")
        for problem in outcome.harm if without else outcome.problems:
            print(f"    {problem}")
    counts = Counter(kind for outcome in outcomes.values() for kind, text in outcome.harm)
    harm = ", ".join(f"{counts[kind]} {kind}" for kind in get_args(Harm))
    print(f"{len(outcomes)} attacks in {sum(outcome.seconds for outcome in outcomes.values()):.0f} s: {harm}")
    if without:
        print("got through:", *(name for name, outcome in outcomes.items() if outcome.harm))
    elif different := [name for name, outcome in outcomes.items() if outcome.problems]:
        print("another outcome than they must have:", *different)
        raise SystemExit(1)


if __name__ == "__main__":
    main()
