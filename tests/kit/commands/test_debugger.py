"""Where the debugger of `pytest --in-process` stops, as the READMEs say."""

from pathlib import Path

import pytest

from tests.kit.commands.running import copied, pytest_on

STOPS_IN_IT = ["--in-process", "-k", "softmax"]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return copied(tmp_path / "mine")


def test_an_error_stops_in_the_learners_function(mine: Path) -> None:
    (mine / "softmax.py").write_text(
        "def softmax(X):\n    total = X.exp().sum(0)\n    return X.exp() / total.undefined\n"
    )
    run = pytest_on(mine, *STOPS_IN_IT, "--pdb", "-x", typed="p total.shape\nq\n")
    assert "softmax.py(3)softmax()" in run.stdout, run.stdout[-2000:]
    assert "torch.Size([3])" in run.stdout


@pytest.mark.parametrize("options", [[], ["--pdb"]], ids=["as it is", "with a debugger asked for"])
def test_a_breakpoint_stops_at_its_line_before_a_wrong_value_goes_back(mine: Path, options: list[str]) -> None:
    (mine / "softmax.py").write_text(
        "def softmax(X):\n    total = X.exp().sum(0)\n    breakpoint()\n    return X.exp() / total\n"
    )
    run = pytest_on(mine, *STOPS_IN_IT, *options, typed="p total.shape\nq\n")
    assert "softmax()\n-> return X.exp() / total" in run.stdout, run.stdout[-2000:]
    assert "torch.Size([3])" in run.stdout


def test_a_wrong_value_stops_in_the_check_that_saw_it(mine: Path) -> None:
    (mine / "softmax.py").write_text("def softmax(X):\n    return X.exp()\n")
    run = pytest_on(mine, *STOPS_IN_IT, "--pdb", typed="p X.shape\nq\n")
    assert "test_softmax.py" in run.stdout.rpartition("(Pdb)")[0], run.stdout[-2000:]
    assert "torch.Size([2, 3])" in run.stdout
