"""`grader.py watch`, as somebody sits before it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

import course
from tests.kit.answers import KIT, folder
from tests.kit.commands.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc, and presses keys of a pty")

TASKS = len(course.EVERY_TASK)
COLUMN_SUMS = "import torch\ndef softmax(X):\n    e = torch.exp(X)\n    return e / e.sum(0)\n"
SLOW_TO_LOAD = "import time\ntime.sleep(1)\n" + COLUMN_SUMS
FROM_A_HELPER = "from exercises.helper import softmax\n"


def solution(name: str) -> str:
    return folder("solutions").sources[f"{name}.py"]


def arguments(mine: Path) -> list[object]:
    return ["watch", "--submission", mine, "--data", "synthetic", "--epochs", 5, "--lang", "en"]


@pytest.fixture
def terminal(mine: Path) -> Iterator[Terminal]:
    with Terminal(arguments(mine)) as terminal:
        yield terminal


def wait_until_gone(terminal: Terminal) -> None:
    give_up = time.monotonic() + 15
    while left := terminal.processes():
        assert time.monotonic() < give_up, left
        time.sleep(0.05)


def test_a_learner_comes_from_stubs_to_a_trained_model(terminal: Terminal, mine: Path) -> None:
    typed = terminal.settings()
    file = mine / "softmax.py"
    terminal.until("Next: open mine/softmax.py", "and save.", f"0 of {TASKS} done", "q quit")

    terminal.press("t")
    terminal.until("Not started yet: mine/softmax.py")

    file.write_text("def softmax(X:\n")
    terminal.until("softmax does not run yet", "line 1, is not valid Python")
    terminal.press("h")
    terminal.until("your next hint is kept")
    file.write_text(COLUMN_SUMS)
    terminal.until("softmax: partly right", "You sum down the columns")
    terminal.press("h")
    terminal.until("hint 1 of 3", "You sum down the columns")
    terminal.press("l")
    terminal.until("accumulator 0 / 15 not started")
    terminal.press("\x1b[A")  # an arrow
    terminal.until("h the next hint for the exercise that you are at")

    file.unlink()
    terminal.until("mine/softmax.py is missing")
    file.write_text(COLUMN_SUMS)
    terminal.until("You sum down the columns")
    terminal.press("r")
    terminal.until("Put the stub of softmax back?")
    terminal.press("n")
    terminal.until("softmax is left as it is.")
    assert file.read_text() == COLUMN_SUMS
    terminal.press("r")
    terminal.until("Put the stub of softmax back?")
    terminal.press("y")
    terminal.until("softmax: not started", "What you wrote is kept in")
    assert (mine / "softmax.py.bak").read_text() == COLUMN_SUMS

    (mine / "new").write_text(solution("softmax"))  # as vim saves
    os.replace(mine / "new", file)
    terminal.until("softmax is done. Scores of any sign", "open mine/cross_entropy.py", f"1 of {TASKS}")

    file.write_text(FROM_A_HELPER)
    terminal.until("Next: softmax", "helper", f"0 of {TASKS}")
    (mine / "helper.py").write_text(solution("softmax"))
    terminal.until("softmax is done.", f"1 of {TASKS}")

    (mine / "cross_entropy.py").write_text(SLOW_TO_LOAD)
    terminal.until("Grading cross_entropy")
    (mine / "cross_entropy.py").write_text(solution("cross_entropy"))  # while a grade runs
    terminal.until("cross_entropy is done.", f"2 of {TASKS}")

    for name in ("accuracy", "accumulator", "train_epoch"):
        (mine / f"{name}.py").write_text(solution(name))
    terminal.until("press `a`, and the model trains", f"5 of {TASKS}")
    terminal.press("\N{FULLWIDTH LATIN SMALL LETTER A}")  # as Chinese input methods type it
    terminal.until("trained_model is done. Model:", "Score 100 / 100", f"6 of {TASKS}", "open mine/sgd.py")

    before = terminal.processor_seconds()
    time.sleep(2)
    assert terminal.processor_seconds() - before < 0.1, "it waits without working"

    terminal.press("q")
    assert terminal.ended() == 0
    assert terminal.settings() == typed
    wait_until_gone(terminal)


@pytest.mark.parametrize("ending", ["Ctrl-C", "kill"])
def test_whatever_ends_it_the_terminal_is_as_before_and_no_process_is_left(ending: str, terminal: Terminal) -> None:
    typed = terminal.settings()
    terminal.until("Next:", "Getting ready")
    assert terminal.settings() != typed
    if ending == "Ctrl-C":
        terminal.press("\x03")
    else:
        terminal.program.terminate()
    assert terminal.ended() == (130 if ending == "Ctrl-C" else -signal.SIGTERM)
    assert terminal.settings() == typed
    assert "Traceback" not in terminal.shown
    wait_until_gone(terminal)


def test_without_a_terminal_it_prints_plain_lines_and_goes_on_until_a_signal(mine: Path) -> None:
    command = [sys.executable, KIT / "grader.py", *map(str, arguments(mine))]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, cwd=KIT) as program:
        assert program.stdout
        block = [*takewhile(lambda line: f"0 of {TASKS} done" not in line, program.stdout)]
        assert block[0].startswith("Next: open mine/softmax.py")
        assert "\x1b" not in "".join(block)
        program.send_signal(signal.SIGINT)
        assert program.wait(20) == 130
        assert program.stdout.read().strip() == "", "such as keys that nobody can press"
