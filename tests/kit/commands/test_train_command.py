"""`grader.py train`: the learner's own model trains before their eyes, and shows what it predicts."""

import re
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

PICTURES = ("training.png", "weights.png", "confusion.png", "predictions.png")
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


def test_a_model_learns_line_by_line_and_pictures_show_it(train: Train, tmp_path: Path) -> None:
    result = train("--epochs", 60)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "Training your model on synthetic garments: 2,000 images to learn from, 400 to test it, 60 epochs.",
        "Drawn garments stand in for Fashion-MNIST: they were asked for.",
        "Besides the five, your own are used: sgd, evaluate_accuracy.",
    ]
    assert re.fullmatch(r"Test accuracy before training: 0\.[012]\d\d; guessing gives about 0\.1\.", lines[3])
    assert sum(line.startswith("epoch ") for line in lines) == 60
    assert "epoch 60/60: train loss 0." in result.stdout
    assert re.search(r"garments: 0\.[012]\d\d before training, 0\.[78]\d\d after 60 epochs\.", lines[-3])
    assert lines[-2] == "Your model has learned."
    assert lines[-1] == f"The pictures are in {tmp_path}: {', '.join(PICTURES)}"
    for name in PICTURES:
        assert (tmp_path / name).read_bytes().startswith(PNG)


def test_an_sgd_that_is_not_right_yet_is_the_kits_and_one_that_is_right_trains(train: Train, mine: Path) -> None:
    (mine / "evaluate_accuracy.py").write_text("def evaluate_accuracy(net, data_iter):\n    return 0.5\n")
    says_so = "    print('stepped')\n    with torch.no_grad():\n"
    solution = (mine / "sgd.py").read_text()
    (mine / "sgd.py").write_text(solution.replace("    with torch.no_grad():\n", says_so))
    result = train("--epochs", 1)
    assert "your own sgd is used, and the kit's evaluate_accuracy until yours is written and right." in result.stdout
    assert result.stdout.count("stepped\n") == 8, "once a batch, and the checks before are silent"
    assert "before training, 0.500" not in result.stdout
    (mine / "sgd.py").write_text(solution.replace("lr *", "2 * lr *"))
    result = train("--epochs", 1)
    assert "the kit's are used until yours are written and right: sgd, evaluate_accuracy." in result.stdout


def test_the_learning_rate_and_the_batch_size_can_be_chosen(train: Train, mine: Path) -> None:
    right = (mine / "sgd.py").read_text()
    (mine / "sgd.py").write_text(right.replace("    with torch", "    print(f'{lr} {batch_size}')\n    with torch", 1))
    result = train("--epochs", 1, "--lr", 0.05, "--batch-size", 600)
    assert [line for line in result.stdout.splitlines() if line[0] == "0"] == ["0.05 600"] * 3 + ["0.05 200"]
    assert "try --lr 0.1 or --epochs 294." in result.stdout
    for wrong in (("--lr", 0), ("--batch-size", 0)):
        assert train(*wrong).exit_code == 2


def test_a_loss_that_is_no_number_ends_the_training_and_names_what_to_try(train: Train, tmp_path: Path) -> None:
    result = train("--epochs", 9, "--lr", 1e6)
    assert result.exit_code == 1
    assert "epoch 2" not in result.stdout
    assert "The training loss is nan after epoch 1" in result.stdout
    assert "try --lr 0.1." in result.stdout
    assert all((tmp_path / name).exists() for name in PICTURES)


def test_ctrl_c_ends_the_training_with_what_there_is(mine: Path, tmp_path: Path) -> None:
    put_files(tmp_path / "images", tiny_files())
    solution = (mine / "train_epoch.py").read_text()
    (mine / "train_epoch.py").write_text(
        solution.replace("    metric = ", "    stop_in_the_third()\n    metric = ")
        + "\nimport signal\ncalls = []\n"
        + "def stop_in_the_third():\n    calls.append(1)\n    len(calls) == 3 and signal.raise_signal(signal.SIGINT)\n"
    )
    arguments = ["train", "--submission", "mine", "--data-dir", "images", "--epochs", "40"]
    stopped = run(KIT / "grader.py", *arguments, cwd=tmp_path, MPLBACKEND="agg")
    assert stopped.returncode == 130, stopped.stderr
    assert "epoch  2/40" in stopped.stdout
    assert "Stopped in epoch 3 of 40. The pictures show what your model has learned so far." in stopped.stdout
    assert stopped.stdout.splitlines()[-1] == f"The pictures are in {tmp_path}: {', '.join(PICTURES)}"
    assert "has learned." not in stopped.stdout
    assert stopped.stderr == ""


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
    assert "predictions.png cannot be saved" in result.stderr
    assert result.stdout.splitlines()[-1] == f"The pictures are in {tmp_path}: weights.png, confusion.png"
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
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "images", *PICTURES}
