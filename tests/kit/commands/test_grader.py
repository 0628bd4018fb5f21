"""The grader from outside, as a learner and a CI run it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.answers import KIT, folder

EXERCISE_POINTS = {"softmax": 15, "cross_entropy": 15, "accuracy": 15, "accumulator": 15, "train_epoch": 25}
REAL_IMAGES = Path(os.environ.get("FASHION_MNIST_DIR", KIT.parent / "shared" / "data"))


def grader(*arguments: object, cwd: Path = KIT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, KIT / "grader.py", *map(str, arguments)],
        cwd=cwd, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": "100", **environment},
    )  # fmt: skip


def copied(target: Path, solved: set[str]) -> Path:
    """A folder of exercises, some of them solved and the others stubs."""
    target.mkdir()
    for file, stub in folder("exercises").sources.items():
        name = file.removesuffix(".py")
        (target / file).write_text(folder("solutions").sources[file] if name in solved else stub, encoding="utf-8")
    return target


def test_untouched_stubs_score_nothing_and_show_where_to_begin():
    run = grader("--submission", KIT / "exercises")
    assert run.returncode == 1
    assert "Score 0 / 100" in run.stdout
    assert "waiting for softmax" in run.stdout
    assert "Next: open exercises/softmax.py" in run.stdout
    assert run.stderr == ""


@pytest.mark.parametrize("name", EXERCISE_POINTS)
def test_one_solved_exercise_is_worth_exactly_its_points(name, tmp_path):
    results = tmp_path / "results.json"
    run = grader("--submission", copied(tmp_path / "mine", {name}), "--json", results)
    assert run.returncode == 1, run.stdout + run.stderr
    scores = {exercise["id"]: exercise["score"] for exercise in json.loads(results.read_text())["exercises"]}
    assert scores == {**dict.fromkeys([*EXERCISE_POINTS, "trained_model"], 0), name: EXERCISE_POINTS[name]}


def test_the_solutions_score_everything_on_the_drawn_garments(tmp_path):
    results, junit = tmp_path / "results.json", tmp_path / "results.xml"
    run = grader("--submission", "solutions", "--data", "synthetic", "--json", results, "--junit", junit)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Score 100 / 100" in run.stdout
    assert "synthetic garments" in run.stdout
    training = json.loads(results.read_text())["training"]
    assert training["dataset"] == "synthetic garments"
    assert training["epochs"] == len(training["history"]) == 10
    assert 0.82 <= training["test_accuracy"] <= 0.87
    assert all(0 < epoch["train_loss"] < 1 for epoch in training["history"])
    assert junit.read_text().count("<testcase") == sum(
        len(exercise["checks"]) for exercise in json.loads(results.read_text())["exercises"]
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.json", "results.xml"]


@pytest.mark.skipif(not REAL_IMAGES.is_dir(), reason="the real images are not here")
def test_the_solutions_score_everything_on_real_images(tmp_path):
    results = tmp_path / "results.json"
    run = grader("--submission", "solutions", "--data-dir", REAL_IMAGES, "--json", results)
    assert run.returncode == 0, run.stdout + run.stderr
    training = json.loads(results.read_text())["training"]
    assert training["dataset"] == "Fashion-MNIST"
    assert 2300 <= training["epochs"] * 12 <= 2400, "about the book's number of updates"


def test_named_exercises_alone_are_graded():
    run = grader("grade", "softmax", "accuracy", "--submission", "solutions")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Score 30 / 30" in run.stdout
    assert "cross_entropy" not in run.stdout


def test_fail_under_decides_about_the_exit_code(tmp_path):
    mine = copied(tmp_path / "mine", {"softmax"})
    assert grader("--submission", mine, "--fail-under", 15).returncode == 0
    assert grader("--submission", mine, "--fail-under", 16).returncode == 1


def test_the_same_seed_gives_the_same_verdict_and_is_reported(tmp_path):
    wrong = copied(tmp_path / "mine", set())
    (wrong / "softmax.py").write_text("def softmax(X):\n    return X.exp() / X.exp().sum(0, keepdim=True)\n")
    messages = []
    for name in ("one", "two"):
        grader("grade", "softmax", "--submission", wrong, "--seed", 7, "--json", tmp_path / name)
        record = json.loads((tmp_path / name).read_text())
        assert record["seed"] == 7
        messages.append([check["message"] for check in record["exercises"][0]["checks"]])
    assert messages[0] == messages[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--submission", "nowhere"], "There is no folder nowhere"),
        (["--submission", "docs"], "there is none of softmax.py"),
        (["--sed", "1"], "No such option"),
        (["grade", "softmaxx"], "softmaxx"),
        (["--epochs", "0"], "0"),
        (["--json", "nowhere/results.json"], "there is no folder"),
        (["--submission", "solutions", "--data-dir", "nowhere"], "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_unusable_input_is_explained_without_a_traceback(arguments, said):
    run = grader(*arguments)
    assert run.returncode == 2, run.stdout + run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr + run.stdout


def test_results_of_an_earlier_run_survive_unusable_input(tmp_path):
    results = tmp_path / "results.json"
    results.write_text("the old results")
    grader("--submission", "nowhere", "--json", results)
    assert results.read_text() == "the old results"


def test_it_runs_from_any_folder_and_trusts_nothing_that_lies_there(tmp_path):
    for name in ("torch.py", "random.py", "conftest.py", "pytest.py", "sitecustomize.py", "grading.py"):
        (tmp_path / name).write_text("raise SystemExit('the file beside the submission was run')\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    copied(tmp_path / "mine", {"softmax"})
    run = grader("--submission", "mine", "--fail-under", 15, cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


def test_an_archive_is_graded_by_the_grader_and_by_pytest(tmp_path):
    copied(tmp_path / "anna", {"softmax"})
    archive = shutil.make_archive(str(tmp_path / "anna"), "zip", tmp_path / "anna")
    run = grader("grade", "softmax", "--submission", archive, "--fail-under", 15)
    assert run.returncode == 0, run.stdout + run.stderr
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "softmax", f"--submission={archive}"],
        cwd=KIT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert "grading anna/ with --seed" in run.stdout


def test_pytest_grades_the_exercises_and_names_the_file_to_fill_in(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--submission={KIT / 'exercises'}"],
        cwd=KIT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 1
    for name in EXERCISE_POINTS:
        assert f"exercises/{name}.py is not started" in run.stdout
    assert "failed" in run.stdout.splitlines()[-1]
    assert "passed" not in run.stdout.splitlines()[-1]


def test_in_process_a_learner_can_debug_their_own_function(tmp_path):
    mine = copied(tmp_path / "mine", set())
    source = "def softmax(X):\n    total = X.exp().sum(0)\n    return X.exp() / total.undefined\n"
    (mine / "softmax.py").write_text(source)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--in-process", "-k", "softmax", "--pdb", "-x", "-p", "no:cacheprovider",
         f"--submission={mine}"],
        cwd=KIT, capture_output=True, text=True, timeout=120, input="p total.shape\nq\n",
    )  # fmt: skip
    assert "softmax.py(3)softmax()" in run.stdout, run.stdout[-2000:]
    assert "torch.Size([3])" in run.stdout


def test_in_process_the_solutions_pass_too():
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--in-process", "-q", "-p", "no:cacheprovider", "--submission=solutions",
         "-k", "not trained_model"],
        cwd=KIT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-2000:]
