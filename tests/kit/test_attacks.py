"""The attack suite: no undeserved point, nothing lost, no hang. The attacks are in tests/kit/attacks."""

import sys

import pytest

from tests.kit.attacking import ATTACKS, Attack, Witnesses, carry_out

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(sys.platform != "linux", reason="the layers that hold files and network are Linux's"),
]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_has_the_outcome_that_it_must_have(attack: Attack) -> None:
    with Witnesses() as witnesses:
        verdict = carry_out(attack, witnesses)
    assert not verdict.problems, f"{attack.name}: {attack.intent}\n" + "\n".join(verdict.problems)


def test_there_are_at_least_a_hundred_attacks_and_each_says_what_it_tries() -> None:
    assert len(ATTACKS) >= 100
    assert all(attack.intent.endswith(".") for attack in ATTACKS)
    assert len({attack.intent for attack in ATTACKS}) == len(ATTACKS)
