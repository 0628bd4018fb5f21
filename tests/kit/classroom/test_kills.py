"""A class that is killed again and again: the same command comes to the table of an undisturbed run."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from benchmarks.pupils import QUICK, lay_out_all, wrong_rows
from tests.kit.answers import KIT
from tests.kit.classroom.test_class import Rows, rows, wait_until_none_is_left, without_seconds
from tests.kit.sampling import chosen, sampled

KILLS = 30
PUPILS_FOR_A_KILL = 4 / 3
MOST_RESULTS, MOST_SECONDS = 1, 3.0
"""A kill comes after up to so many more results, and up to so many seconds later."""
LONGEST = 1_800

pytestmark = [
    pytest.mark.signal,
    pytest.mark.timeout(3 * 3_600),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody cleans up after kill -9"),
]


class Run:
    """The command on a class, into a folder; its temporary files lie in a folder of their own."""

    def __init__(self, pupils: Path, out: Path) -> None:
        self.out, self.temporary = out, Path(f"/tmp/kills{os.getpid()}")
        self.temporary.mkdir(exist_ok=True)
        self.command = [
            sys.executable, str(KIT / "grader.py"), "class", str(pupils), "--out", str(out), "--seed", "3",
            "--data", "synthetic", "--jobs", "2",
        ]  # fmt: skip

    def begin(self) -> "subprocess.Popen[bytes]":
        variables = {**os.environ, "TMPDIR": str(self.temporary)}
        return subprocess.Popen(self.command, stdout=subprocess.DEVNULL, start_new_session=True, env=variables)

    def finish(self) -> Rows:
        assert self.begin().wait(LONGEST) == 0
        return without_seconds(rows(self.out))

    def results(self) -> int:
        return len([*(self.out / "results").glob("*.json")])

    def killed(self, draw: Random) -> bool:
        """Begin, and kill -9 the command alone or its whole group at a random moment; False if it was done by then."""
        begun, before = self.begin(), self.results()
        more, later = draw.randint(0, MOST_RESULTS), draw.uniform(0, MOST_SECONDS)
        deadline = time.monotonic() + LONGEST
        while self.results() < before + more and begun.poll() is None:
            assert time.monotonic() < deadline, "nothing is graded"
            time.sleep(0.01)
        time.sleep(later)
        delivered = begun.poll() is None
        alone = draw.random() < 0.5
        kill: Callable[[int, int], None] = os.kill if alone else os.killpg
        if delivered:
            kill(begun.pid, signal.SIGKILL)
        begun.wait()
        wait_until_none_is_left(begun.pid)
        if alone:
            assert not [*self.temporary.glob("softmax-kit-*")], "temporary files of a killed run are left"
        else:  # the server that removes them was killed too
            for folder in self.temporary.glob("softmax-kit-*"):
                subprocess.run(["rm", "-r", folder], check=True)
        return delivered


def test_a_class_that_is_killed_at_random_moments_ends_with_the_table_of_an_undisturbed_one(tmp_path: Path) -> None:
    kills = len(sampled(range(KILLS), 3))
    made = lay_out_all(tmp_path / "pupils", round(kills * PUPILS_FOR_A_KILL), chosen.seed, QUICK)
    undisturbed = Run(tmp_path / "pupils", tmp_path / "undisturbed").finish()
    assert not wrong_rows(made, undisturbed)
    draw, done, round_number = Random(chosen.seed), 0, 0
    while done < kills:
        run = Run(tmp_path / "pupils", tmp_path / f"killed{round_number}")
        while done < kills and run.killed(draw):
            done += 1
            print(f"{done} of {kills} killed, {run.results()} of {len(made)} graded", flush=True)
        assert run.finish() == undisturbed
        round_number += 1
