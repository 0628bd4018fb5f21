"""The attacks: no undeserved point, nothing lost, no hang, for root, for an ordinary user and without the layers."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.kit.answers import KIT
from tests.kit.sampling import sampled
from tests.kit.sandbox.attacks import ATTACKS, Attack, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the layers that hold files and network are Linux's")

ORDINARY_USER = (
    *("unshare", "--user", "--map-user=1000", "--map-group=1000"),
    *("--pid", "--fork", "--mount-proc", "--kill-child"),
)
"""Runs a command without any privilege of root's, among processes of its own alone."""
TABLE = (sys.executable, "-B", "-m", "tests.submissions.hostile")
UP_TO_THE_MACHINE = {"reading/io_uring", "reading/parent_files", "reading/parent_memory", "reading/pidfd_getfd"}
"""A kernel may be set up to refuse these to everybody."""
SAMPLE = 2
"""Attacks of each kind in a sample."""


def chosen() -> list[Attack]:
    kinds = dict.fromkeys(attack.kind for attack in ATTACKS)
    by_kind = [[attack for attack in ATTACKS if attack.kind == kind] for kind in kinds]
    return [attack for attacks in by_kind for attack in sampled(attacks, SAMPLE)]


@pytest.mark.attack
@pytest.mark.parametrize("attack", chosen(), ids=lambda attack: attack.name)
def test_an_attack_has_the_outcome_that_it_must_have(attack: Attack) -> None:
    outcome = run(attack)
    assert not outcome.problems, f"{attack.name}: {attack.intent}\n" + "\n".join(outcome.problems)


@pytest.fixture(scope="module")
def tables() -> Iterator[dict[str, "subprocess.Popen[str]"]]:
    """The attacks twice more, at the same time: as an ordinary user, and without Landlock and seccomp."""
    if subprocess.run([*ORDINARY_USER, "true"], capture_output=True).returncode:
        pytest.skip("this machine lets nobody make user and process namespaces")
    names = [attack.name for attack in chosen()]
    commands = {"user": TABLE, "unconfined": (*TABLE, "--without", "Landlock", "--without", "seccomp")}
    running = {
        name: subprocess.Popen([*ORDINARY_USER, *command, *names], cwd=KIT, text=True, stdout=subprocess.PIPE)
        for name, command in commands.items()
    }
    yield running
    for process in running.values():
        process.kill()
        process.wait()


@pytest.mark.attack
def test_an_ordinary_user_is_as_safe_as_root(tables) -> None:
    table = tables["user"].communicate(timeout=600)[0]
    assert tables["user"].returncode == 0, table
    assert ": 0 undeserved points, 0 hangs, 0 lost verdicts, 0 of other harm" in table


@pytest.mark.attack
def test_what_gets_through_without_landlock_and_seccomp_is_what_security_md_says(tables) -> None:
    table = tables["unconfined"].communicate(timeout=600)[0]
    tried = set(re.findall(r"^(\w+/\w+) ", table, re.MULTILINE))
    through = set(table.rpartition("got through:")[2].split())
    assert ", 0 hangs, 0 lost verdicts," in table, "hangs and lost verdicts are the trusted process's to prevent"
    assert through - listed_as_getting_through() == set(), table
    assert (listed_as_getting_through() & tried) - through <= UP_TO_THE_MACHINE, table


def test_security_md_lists_attacks_that_there_are() -> None:
    assert listed_as_getting_through() <= {attack.name for attack in ATTACKS}
    assert len(listed_as_getting_through()) > 20


def listed_as_getting_through() -> set[str]:
    text = (KIT / "SECURITY.md").read_text(encoding="utf-8")
    section = text.partition("## Without Landlock and seccomp")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)/` \| .* \| (.*) \|$", section, re.M)
    return {f"{kind}/{name}" for kind, names in rows for name in names.split(", ")}
