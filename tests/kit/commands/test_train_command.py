"""`grader.py train`: the learner's own model trains before their eyes, and shows what it predicts."""

import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
import torch
from click.testing import Result
from torch import Tensor

from given import garments
from tests.kit.answers import ALL, KIT
from tests.kit.commands.running import called, copied, run
from tests.kit.given.image_files import put_files, tiny_files

PNG = b"\x89PNG"
Train = Callable[..., Result]


@pytest.fixture(scope="module")
def drawings() -> dict[int, tuple[Tensor, Tensor]]:
    """Garments for a fifth of what a grade draws: enough to learn from."""
    return {10_000: garments.draw(2_000, 1), 2_000: garments.draw(400, 2)}


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A learner's folder in which everything is solved."""
    return copied(tmp_path / "mine", {exercise.id for exercise in ALL})


@pytest.fixture
def train(mine: Path, tmp_path: Path, drawings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Train]:
    """Runs the command in this process, without a display, on the drawings; then forgets the learner's modules."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(garments, "draw", lambda n, seed: drawings[n])
    monkeypatch.setattr(sys, "meta_path", sys.meta_path[:])
    modules = {name: sys.modules[name] for name in sys.modules if name.partition(".")[0] == "exercises"}
    plt.switch_backend("agg")
    yield partial(called, "train", "--data", "synthetic", "--submission", mine)
    for name in [name for name in sys.modules if name.partition(".")[0] == "exercises"]:
        del sys.modules[name]
    sys.modules.update(modules)


def test_a_model_learns_line_by_line_and_two_pictures_show_it(train: Train, tmp_path: Path) -> None:
    result = train("--epochs", 60)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[:2] == [
        "Training your model on synthetic garments: 2,000 images to learn from, 400 to test it, 60 epochs.",
        "Drawn garments stand in for Fashion-MNIST: they were asked for.",
    ]
    assert sum(line.startswith("epoch ") for line in lines) == 60
    assert "epoch 60/60: train loss 0." in result.stdout
    assert "Your model has learned: test accuracy 0." in lines[-2]
    for name in ("training.png", "predictions.png"):
        assert f"drawn in {tmp_path / name}" in result.stdout
        assert (tmp_path / name).read_bytes().startswith(PNG)


def test_that_a_model_has_not_learned_is_said_in_a_sentence(train: Train, tmp_path: Path) -> None:
    result = train("--epochs", 1)
    assert result.exit_code == 1
    assert "The training loss is" in result.stdout
    assert "it should have fallen below 0.5" in result.stdout
    assert "has learned" not in result.stdout
    assert isinstance(result.exception, SystemExit)
    assert (tmp_path / "predictions.png").exists(), "what a poor model predicts is worth a look too"


def test_it_trains_on_one_thread_and_leaves_torchs_setting_alone(train: Train, mine: Path) -> None:
    (mine / "softmax.py").write_text("import torch\ndef softmax(X):\n    raise ValueError(torch.get_num_threads())\n")
    threads = torch.get_num_threads()
    torch.set_num_threads(3)
    try:
        assert "raised ValueError: 1\n" in train().stderr
        assert torch.get_num_threads() == 3
    finally:
        torch.set_num_threads(threads)


def test_a_mistake_is_shown_with_the_learners_own_lines(train: Train, mine: Path) -> None:
    (mine / "softmax.py").write_text("def softmax(X):\n    return halve(X)\ndef halve(X):\n    return X.half_of_it\n")
    result = train("--epochs", 1)
    assert result.exit_code == 1
    assert "raised AttributeError: 'Tensor' object has no attribute 'half_of_it'" in result.stderr
    assert "mine/softmax.py, line 2, in softmax:\n    return halve(X)" in result.stderr
    assert "mine/softmax.py, line 4, in halve:\n    return X.half_of_it" in result.stderr
    assert "Traceback" not in result.output
    assert "given/" not in result.output


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def softmax(X:\n    return X\n", "mine/softmax.py, line 1, is not valid Python"),
        ("from nowhere import softmax\n", "mine/softmax.py, line 1:\n    from nowhere import softmax"),
        ("import sys\nsys.exit('I am done')\n", "called for Python to exit.\n  mine/softmax.py, line 2"),
        ("def soft_max(X):\n    return X\n", "mine/softmax.py defines no `softmax`."),
        ("def softmax(X):\n    if len(X):\n        raise NotImplementedError\n", "still raises NotImplementedError"),
        ("from torch import nn\ndef softmax(X):\n    return nn.Sequential(nn.Linear(3, 3))(X)\n", "line 3, in softmax"),
        ("def train_epoch_ch3(*_):\n    return 0.3\n", "should return (mean loss, accuracy); it returned 0.3"),
    ],
    ids=["syntax", "import", "exit", "name", "half written", "deep in torch", "no figures"],
)
def test_code_that_does_not_run_is_shown_without_a_traceback(
    source: str, message: str, train: Train, mine: Path
) -> None:
    (mine / ("train_epoch.py" if "ch3" in source else "softmax.py")).write_text(source)
    result = train("--epochs", 1)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_small_set_of_images_gets_as_many_updates_as_the_book(train: Train, mine: Path) -> None:
    (mine / "train_epoch.py").write_text("def train_epoch_ch3(*arguments):\n    return 'nothing to wait for'\n")
    assert "294 epochs." in train().stdout, "of 8 batches each: 2,352 updates, and the book has 2,350"


def test_pictures_that_cannot_be_saved_do_not_end_the_training(train: Train, tmp_path: Path) -> None:
    for name in ("training.png", "predictions.png"):
        (tmp_path / name).mkdir()
    result = train("--epochs", 2)
    assert result.stdout.count("epoch ") >= 2
    assert result.stderr.count("Training goes on without them.") == 1, "the drawing has ended"
    assert "The predictions cannot be saved" in result.stderr
    assert "Traceback" not in result.output


def test_exercises_that_are_not_started_are_named(mine: Path) -> None:
    for file in ("accuracy.py", "train_epoch.py"):
        shutil.copy(KIT / "exercises" / file, mine)
    (mine / "softmax.py").unlink()
    result = called("train", "--submission", mine)
    assert result.exit_code == 1
    assert "Not started yet: mine/accuracy.py, mine/train_epoch.py." in result.stderr
    assert "mine/softmax.py is missing" in result.stderr


def test_from_outside_it_trains_on_the_images_that_are_named_without_importing_torchvision(
    mine: Path, tmp_path: Path
) -> None:
    put_files(tmp_path / "images", tiny_files())
    arguments = ["train", "--submission", "mine", "--data-dir", "images", "--epochs", "2"]
    finished = run("-X", "importtime", KIT / "grader.py", *arguments, cwd=tmp_path, MPLBACKEND="agg")
    assert finished.returncode == 1, finished.stdout + finished.stderr
    assert "on Fashion-MNIST: 12 images to learn from, 7 to test it, 2 epochs." in finished.stdout
    assert "epoch 2/2: train loss" in finished.stdout
    assert "should have fallen below 0.5" in finished.stdout
    assert "Traceback" not in finished.stderr
    assert "given.data" in finished.stderr
    assert "torchvision" not in finished.stderr, "it takes seconds"
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "images", "training.png", "predictions.png"}
