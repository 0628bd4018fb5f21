"""What takes long is sampled, by a seed that pytest prints; `--whole` runs all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Sampling:
    """What the options of the command line say; conftest.py sets it before test modules are imported."""

    whole: bool = False
    seed: int = 0


chosen = Sampling()


def sampled(items: Sequence[T], share_or_count: float) -> list[T]:
    """A share of the items (a float up to 1.0) or so many of them (an int), at least one and in their order.

    All of them with --whole. The same seed draws the same ones.
    """
    wanted = share_or_count if isinstance(share_or_count, int) else round(share_or_count * len(items))
    if chosen.whole or wanted >= len(items):
        return list(items)
    drawn = Random(chosen.seed).sample(range(len(items)), max(wanted, 1))
    return [items[index] for index in sorted(drawn)]
