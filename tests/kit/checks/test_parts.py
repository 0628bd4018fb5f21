"""One mistake costs one exercise: the learner's own parts work together, the kit's stand in for wrong ones."""

import subprocess
import sys

import pytest

from course import EXERCISES, TASKS, exercise
from course.records import Task
from grading.grade import Settings, grade
from grading.results import ExerciseResult
from tests.kit.answers import KIT, folder, graded, with_files

SOLUTIONS = folder("solutions").sources
EPOCH = exercise("train_epoch")
MODEL = TASKS[-1:]
ALWAYS_0 = "\n\ndef accuracy(y_hat, y):\n    return 0.0\n"


def changed(file: str, *replacements: tuple[str, str], after: str = "") -> dict[str, str]:
    """A file of the solutions, with these texts of it replaced and some lines at its end."""
    text = SOLUTIONS[file]
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return {file: text + after}


def lost(files: dict[str, str | None], tasks: tuple[Task, ...] = (EPOCH,)) -> list[str]:
    results = graded(with_files("solutions", files), tasks, data="synthetic")
    return [f"{check.id}: {check.message}" for task in tasks for check in results[task.id].open_checks]


# Beside an epoch


def test_an_epoch_may_use_what_else_its_own_right_files_define() -> None:
    files = {
        **changed("accuracy.py", after="\n\ndef right_and_all(y_hat, y):\n    return accuracy(y_hat, y), len(y)\n"),
        **changed(
            "train_epoch.py",
            ("import accuracy", "import right_and_all"),
            ("sum(), accuracy(y_hat, y), len(y))", "sum(), *right_and_all(y_hat, y))"),
            ("metric[0] / metric[2], metric[1]", "metric.sums[0] / metric.sums[2], metric[0:2][1]"),
        ),
    }
    assert not lost(files)


def test_of_a_wrong_file_only_the_exercise_is_replaced() -> None:
    files = {
        **changed("accuracy.py", after=f"{ALWAYS_0}\n\ndef size(y):\n    return len(y)\n"),
        **changed("train_epoch.py", ("import accuracy", "import accuracy, size"), (", len(y))", ", size(y))")),
    }
    assert not lost(files)


@pytest.mark.parametrize("trouble", ["import os\nos._exit(1)\n", "raise SystemExit\n", "1 / 0\n", "def accuracy(:\n"])
def test_a_file_that_cannot_be_loaded_costs_its_own_exercise_alone(trouble: str) -> None:
    files = changed("accuracy.py", after=f"\n{trouble}")
    assert lost(files, (exercise("accuracy"),))
    assert not lost(files)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("from exercises.accumulator import", "from accumulator import"),
        ("from exercises.accumulator import", "from .accumulator import"),
        ("isinstance(updater, Optimizer)", "isinstance(updater, SGD)"),
        ("losses.mean().backward()\n            updater.step()", "updater.step(lambda: losses.mean().backward())"),
    ],
)
def test_an_epoch_may_be_written_as_people_write_it(old: str, new: str) -> None:
    sgd = ("import Optimizer", "import SGD, Optimizer")
    assert not lost(changed("train_epoch.py", sgd, (old, new)))


# The same points alone and in a full grade, by the grader and by pytest


def failed_by_pytest(files: dict[str, str], tmp_path, *options: str) -> list[str]:
    for file, text in {**SOLUTIONS, **files}.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", f"--submission={tmp_path}", "--lang=en", "-q", "-rf", *options]
    run = subprocess.run(command, cwd=KIT, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    return sorted(line.split()[1].rpartition("::")[2] for line in run.stdout.splitlines() if line.startswith("FAILED"))


WRONG_TOGETHER = {
    **changed("accuracy.py", after=ALWAYS_0),
    **changed("train_epoch.py", ("losses.detach().sum()", "losses.detach().mean()")),
}


def test_points_are_the_same_alone_and_in_a_full_grade() -> None:
    submission = with_files("solutions", WRONG_TOGETHER)
    alone = graded(submission, [EPOCH], seed=7)["train_epoch"]
    full = graded(submission, EXERCISES, seed=7)["train_epoch"]
    assert alone.checks == full.checks
    assert 0 < alone.score < alone.max_score


@pytest.mark.environment
@pytest.mark.parametrize("options", [["-k", "train_epoch"], ["tests/graded/test_train_epoch.py", "--in-process"]])
def test_pytest_fails_the_checks_that_the_grader_fails(tmp_path, options: list[str]) -> None:
    result = graded(with_files("solutions", WRONG_TOGETHER), [EPOCH])["train_epoch"]
    assert failed_by_pytest(WRONG_TOGETHER, tmp_path, *options) == sorted(f"test_{c.id}" for c in result.open_checks)


# The trained model


def model_of(files: dict[str, str]) -> ExerciseResult:
    return graded(with_files("solutions", files), MODEL, data="synthetic", epochs=10)["trained_model"]


def messages(result: ExerciseResult) -> str:
    return "\n".join(check.message for check in result.open_checks)


def test_a_softmax_that_leaves_the_graph_costs_its_share_of_the_model_alone() -> None:
    submission = with_files("solutions", changed("softmax.py", ("X.exp()", "X.detach().exp()")))
    scorecard = grade(submission, Settings(tasks=MODEL, data="synthetic", epochs=10))
    [result] = scorecard.exercises
    assert (result.score, result.status) == (12, "partial")
    said = "The model was trained with the kit's softmax in place of yours."
    assert said in messages(result)
    assert said in scorecard.notes, "every report says so"


def test_a_part_that_is_less_than_half_right_costs_its_share_though_the_model_learns() -> None:
    result = model_of(changed("accuracy.py", after=ALWAYS_0))
    assert result.score == 12
    assert "accuracy has 0 of its 15 points" in messages(result)


def test_an_epoch_that_is_less_than_half_right_makes_no_model() -> None:
    result = model_of(
        changed("train_epoch.py", ("losses.mean().backward()", "pass"), ("losses.sum().backward()", "return 0, 0"))
    )
    assert (result.score, result.status) == (0, "failed")
    assert "train_epoch_ch3 has 3 of its 25 points" in messages(result)


@pytest.mark.attack
def test_a_training_of_its_own_with_nothing_right_earns_nothing() -> None:
    perceptron = """
import torch
def train_epoch_ch3(net, train_iter, loss, updater):
    model = net.__self__
    for X, y in train_iter:
        scores = X @ model.W + model.b
        wrong = torch.eye(10)[scores.argmax(1)] - torch.eye(10)[y]
        model.W.data -= 0.01 * X.T @ wrong
        model.b.data -= 0.01 * wrong.sum(0)
    return 0.0, 1.0
"""
    nothing = {e.file: f"def {e.name}(*args):\n    return args[0]\n" for e in EXERCISES}
    results = graded(
        with_files("solutions", {**nothing, "train_epoch.py": perceptron}), TASKS, data="synthetic", epochs=10
    )
    assert results["trained_model"].score == 0


@pytest.mark.attack
def test_an_epoch_that_trains_with_a_ready_made_loss_of_its_own_earns_nothing() -> None:
    own_loss = (
        "    for X, y in train_iter:\n",
        "    for X, y in train_iter:\n        if hasattr(net, '__self__') and len(y) > 30:\n"
        "            torch.nn.functional.cross_entropy(X @ net.__self__.W + net.__self__.b, y)\n",
    )
    submission = with_files(
        "solutions", changed("train_epoch.py", own_loss, ("from torch import", "import torch\nfrom torch import"))
    )
    results = graded(submission, TASKS, data="synthetic", epochs=10)
    assert (results["train_epoch"].score, results["trained_model"].score) == (0, 0)
    assert "ready-made operator" in messages(results["train_epoch"])
    assert "train_epoch.py, line" in messages(results["train_epoch"])


@pytest.mark.attack
def test_what_another_file_uses_ready_made_is_not_the_epochs_fault() -> None:
    by_shares = """

def accuracy(y_hat, y):
    import torch
    predictions = torch.softmax(y_hat, 1).argmax(1) if y_hat.ndim > 1 else y_hat
    return float((predictions == y).sum())
"""
    results = graded(
        with_files("solutions", changed("accuracy.py", after=by_shares)), TASKS, data="synthetic", epochs=10
    )
    assert {id: result.status for id, result in results.items() if result.status != "passed"} == {}
