"""Tests that take minutes run a sample of their cases, unless --whole is given."""

import random
from collections.abc import Sequence
from typing import TypeVar

import pytest

Item = TypeVar("Item")


def sampled(config: pytest.Config, items: Sequence[Item], count: int) -> list[Item]:
    """So many of the items, drawn by the seed in pytest's header, in their order; with --whole all of them."""
    if config.getoption("--whole") or count >= len(items):
        return list(items)
    chosen = random.Random(config.getoption("--sample-seed")).sample(range(len(items)), count)
    return [items[position] for position in sorted(chosen)]
