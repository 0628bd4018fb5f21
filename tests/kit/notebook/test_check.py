"""`check(softmax)` grades what the cells that were run define, and shows it below."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grading.notebook import check, session, written
from tests.kit.answers import KIT
from tests.kit.notebook.kernel import Kernel

TORCH = "import torch"
WRONG = "def softmax(X):\n    return X.exp() / X.exp().sum(0)"
RIGHT = "def softmax(X):\n    return X.exp() / X.exp().sum(1, keepdim=True)"


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    return Kernel(monkeypatch)


def shown(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_what_a_cell_defines_now_is_graded(kernel: Kernel, capsys: pytest.CaptureFixture[str]) -> None:
    kernel.run(TORCH)
    check(kernel.run(f"%time\n{WRONG}"))
    assert "softmax 4 / 15 partly right" in (text := shown(capsys))
    assert "You sum down the columns" in text
    check(kernel.run(RIGHT))
    assert "softmax 15 / 15 passed" in shown(capsys)
    kernel.run("softmax = softmax(torch.ones(1, 2))")
    check("softmax")
    assert "softmax 15 / 15 passed" in shown(capsys)
    check(kernel.run("def softmax(X):\n    return X / 1 @ X"))
    assert "In [5], line 2, in softmax: return X / 1 @ X" in shown(capsys)


def test_without_a_name_all_that_is_defined_is_checked(kernel: Kernel, capsys: pytest.CaptureFixture[str]) -> None:
    check()
    assert shown(capsys).startswith("None of the exercises is written yet: softmax, cross_entropy, accuracy,")
    kernel.run(RIGHT)
    kernel.run("def accuracy(y_hat, y):\n    return missing")
    kernel.run("def train_epoch_ch3(net, train_iter, loss, updater):\n    raise NotImplementedError")
    check()
    text = shown(capsys)
    assert "softmax 15 / 15 passed accuracy 0 / 15 does not run" in text
    assert "In [2], line 2, in accuracy:" in text
    assert "train_epoch" not in text


def test_what_is_no_exercise_is_told_what_can_be_checked(kernel: Kernel, capsys: pytest.CaptureFixture[str]) -> None:
    for answer in (3, "net", kernel.run("def net(X):\n    return X"), None):
        check(answer)
        assert shown(capsys).startswith("What can be checked is what the exercises ask for: `softmax`, `cross_entropy`")
        assert not written(answer)
        capsys.readouterr()


def test_a_cell_that_needs_an_exercise_waits_for_it(kernel: Kernel, capsys: pytest.CaptureFixture[str]) -> None:
    kernel.run(RIGHT)
    kernel.run('def accuracy(y_hat, y):\n    """Counts."""\n    raise NotImplementedError')
    softmax, accuracy = kernel.user_ns["softmax"], kernel.user_ns["accuracy"]
    assert written(softmax)
    assert shown(capsys) == ""
    assert not written(softmax, accuracy)
    assert shown(capsys) == "This cell is waiting for `accuracy`. Write that above, and run this cell again."
    kernel.run("def accuracy(y_hat, y):\n    return 1.0")
    assert written(softmax, accuracy)


def test_of_a_long_session_the_latest_cells_count_and_each_once(kernel: Kernel) -> None:
    for cell in ("x = 1  " + "#" * 30_000, RIGHT, RIGHT, "y = 2  " + "#" * 30_000):
        kernel.run(cell)
    assert [cell.where for cell in session.executed_cells()] == ["In [3]", "In [4]"]


@pytest.mark.environment
def test_a_script_is_checked_as_text_without_jupyter(tmp_path: Path) -> None:
    script = tmp_path / "mine.py"
    script.write_text(f"from grading.notebook import check\n\n{RIGHT.replace('X.exp() /', 'X @')}\n\ncheck(softmax)\n")
    environment = {**os.environ, "PYTHONPATH": str(KIT), "LANGUAGE": "zh_CN"}
    environment.pop("LC_ALL", None)
    command = [sys.executable, str(script)]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, cwd=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert "mine.py" in finished.stdout
    assert "return X @ X.exp().sum(1, keepdim=True)" in finished.stdout
    assert "得分" in finished.stdout


