"""The grader from outside, as a learner and a CI run it."""

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from rich.cells import cell_len

from course import BONUS, EVERY_TASK, EXERCISES, TASKS
from given.idx import FOLDER
from tests.kit.answers import KIT
from tests.kit.commands.running import called, copied, grader, pytest_on
from tests.kit.given.image_files import REAL_DATA


def at_a_terminal(*arguments: object) -> tuple[int, str]:
    """The program at a terminal: its exit code, and all that was written there, with what overwrote it."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, KIT / "grader.py", *map(str, arguments)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # how a terminal says that nobody writes any more
            while more := os.read(ours, 65_536):
                shown += more
    os.close(ours)
    return process.returncode, shown.decode()


# What it says and writes


def test_untouched_stubs_score_nothing_and_a_pipe_gets_plain_text_of_80_columns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(variable, raising=False)
    run = grader("--submission", KIT / "exercises", COLUMNS="")
    assert (run.returncode, run.stderr) == (1, "")
    assert "Score 0 / 100" in run.stdout
    assert "waiting for softmax" in run.stdout
    assert "Next: open exercises/softmax.py" in run.stdout
    assert "\x1b" not in run.stdout
    assert all(cell_len(line) <= 80 for line in run.stdout.splitlines())


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_one_solved_exercise_is_worth_exactly_its_points(exercise, tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    run = called("grade", "--submission", copied(tmp_path / "mine", {exercise.id}), "--json", results)
    assert run.exit_code == 1, run.output
    scores = {result["id"]: result["score"] for result in json.loads(results.read_text())["exercises"]}
    assert scores == {task.id: exercise.points if task == exercise else 0 for task in TASKS}


def test_the_solutions_score_everything_on_the_drawn_garments(tmp_path: Path) -> None:
    results, junit, page = (tmp_path / f"results.{form}" for form in ("json", "xml", "html"))
    reports = ("--json", results, "--junit", junit, "--html", page)
    run = grader("--submission", "solutions", "--data", "synthetic", *reports)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Score 100 / 100" in run.stdout
    assert "synthetic garments" in run.stdout
    record = json.loads(results.read_text())
    training = record["training"]
    assert training["dataset"] == "synthetic garments"
    assert training["epochs"] == len(training["history"]) == 59, "about the book's number of updates"
    assert 0.82 <= training["test_accuracy"] <= 0.87
    later = [epoch["test_accuracy"] for epoch in training["history"][10:]]
    assert min(later) > 0.78, "with whichever epoch a training ends, the points are safe"
    losses = [epoch["train_loss"] for epoch in training["history"]]
    assert 0 < losses[-1] < losses[0] < 2
    graded = [*record["exercises"], *record["bonus"]]
    assert [result["id"] for result in graded] == [task.id for task in EVERY_TASK]
    assert junit.read_text().count("<testcase") == sum(len(result["checks"]) for result in graded)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.html", "results.json", "results.xml"]
    assert "samples" not in training, "schema version 1 has no pictures"
    images = page.read_text(encoding="utf-8").partition("Test images that your model is right about")[2]
    right, wrong = (part.count("<img ") for part in images.split("Test images that your model is wrong about"))
    assert (right, wrong, images.count("taken for: ")) == (6, 6, 6)


@pytest.mark.skipif(not (REAL_DATA / FOLDER).is_dir(), reason="the real images are not here")
def test_the_solutions_score_everything_on_real_images(tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    run = called("grade", "--submission", KIT / "solutions", "--data-dir", REAL_DATA, "--json", results)
    assert run.exit_code == 0, run.output
    training = json.loads(results.read_text())["training"]
    assert training["dataset"] == "Fashion-MNIST"
    assert 2300 <= training["epochs"] * 12 <= 2400, "about the book's number of updates"


def test_named_exercises_alone_are_graded_and_fail_under_decides_about_the_exit_code(tmp_path: Path) -> None:
    mine = copied(tmp_path / "mine", {"softmax"})
    enough, too_few = (
        called("grade", "softmax", "accuracy", "--submission", mine, "--fail-under", points) for points in (15, 16)
    )
    assert (enough.exit_code, too_few.exit_code) == (0, 1)
    assert "Score 15 / 30" in enough.output
    assert "cross_entropy" not in enough.output


def test_the_same_seed_gives_the_same_verdict_and_is_reported(tmp_path: Path) -> None:
    wrong = copied(tmp_path / "mine", set())
    (wrong / "softmax.py").write_text("def softmax(X):\n    return X.exp() / X.exp().sum(0, keepdim=True)\n")
    messages = []
    for name in ("one", "two"):
        called("grade", "softmax", "--submission", wrong, "--seed", 7, "--json", tmp_path / name)
        record = json.loads((tmp_path / name).read_text())
        assert record["seed"] == 7
        messages.append([check["message"] for check in record["exercises"][0]["checks"]])
    assert messages[0] == messages[1]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of one's own is made with pty")
def test_somebody_who_waits_at_a_terminal_sees_which_check_and_which_epoch_it_is_at(tmp_path: Path) -> None:
    mine = copied(tmp_path / "mine", {exercise.id for exercise in EXERCISES})
    code, shown = at_a_terminal("--submission", mine, "--data", "synthetic")
    assert code == 0, shown
    assert len(set(re.findall(r"Grading \w+: [A-Z]\w+", shown))) >= 3
    assert len(set(re.findall(r"Training your model: epoch \d+ of 59, test accuracy 0\.\d", shown))) >= 3


# How exercises are named


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("train_epoch", "train_epoch"), ("train_epoch_ch3", "train_epoch"), ("Accumulator", "accumulator"),
        ("softmax.py", "softmax"), ("exercises/softmax.py", "softmax"), ("exercises\\softmax.py", "softmax"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", [["grade"], []], ids=["grade", "no command"])
def test_an_exercise_goes_by_its_id_its_function_and_its_file(name: str, id: str, command: list[str]) -> None:
    run = called(*command, name, "--submission", KIT / "exercises")
    assert run.exit_code == 1, run.output
    assert re.search(rf"Score 0 / \d\d\n\n  {id} +0 / \d\d  not started *\n\n", run.output), run.output


@pytest.mark.parametrize("command", [["grade"], []], ids=["grade", "no command"])
@pytest.mark.parametrize(
    ("name", "meant"),
    [("softmx", "softmax"), ("train_epoch_ch", "train_epoch"), ("acumulator.py", "accumulator"), ("perceptron", "")],
)
def test_for_a_name_that_is_nearly_right_the_right_one_is_offered(name: str, meant: str, command: list[str]) -> None:
    run = called(*command, name)
    assert run.exit_code == 2
    if meant or command:
        offer = f" Did you mean {meant}?" if meant else ""
        assert f"There is no exercise '{name}'.{offer} There are: softmax, " in run.stderr


# Input that cannot be used


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--submission nowhere", "grader: There is no folder nowhere"),
        ("hint softmax --submission nowhere", "grader: There is no folder nowhere"),
        ("reset softmax --submission nowhere", "grader: There is no folder nowhere"),
        ("train --submission nowhere", "grader: There is no folder nowhere"),
        ("--submission empty", "there is none of softmax.py"),
        ("--sed 1", "No such option"),
        ("--epochs 0", "--epochs"),
        ("train --epochs 0", "--epochs"),
        ("train --data cifar", "cifar"),
        ("--submission mine --json nowhere/results.json", "there is no folder"),
        ("--submission mine --data-dir nowhere", "nowhere/FashionMNIST/raw/train-images-idx3-ubyte is missing"),
        ("train --submission mine --data-dir nowhere", "nowhere/FashionMNIST/raw/train-images-idx3-ubyte is missing"),
    ],
)
def test_unusable_input_is_explained(
    arguments: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "empty").mkdir()
    copied(tmp_path / "mine", {exercise.id for exercise in EXERCISES})
    run = called(*arguments.split())
    assert run.exit_code == 2, run.output
    assert said in run.stderr
    assert "Traceback" not in run.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "mine"], "nothing is written"


def test_results_of_an_earlier_run_survive_unusable_input(tmp_path: Path) -> None:
    results = tmp_path / "results.json"
    results.write_text("the old results")
    assert called("--submission", "nowhere", "--json", results).exit_code == 2
    assert results.read_text() == "the old results"


def test_it_runs_from_any_folder_and_trusts_nothing_that_lies_there(tmp_path: Path) -> None:
    for name in ("torch.py", "random.py", "conftest.py", "pytest.py", "sitecustomize.py", "grading.py"):
        (tmp_path / name).write_text("raise SystemExit('the file beside the submission was run')\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    copied(tmp_path / "mine", {"softmax"})
    run = grader("--submission", "mine", "--fail-under", 15, cwd=tmp_path)
    assert run.returncode == 0, run.stdout + run.stderr


# With pytest alone


def test_an_archive_is_graded_by_the_grader_and_by_pytest(tmp_path: Path) -> None:
    copied(tmp_path / "anna", {"softmax"})
    archive = shutil.make_archive(str(tmp_path / "anna"), "zip", tmp_path / "anna")
    run = called("grade", "softmax", "--submission", archive, "--fail-under", 15)
    assert run.exit_code == 0, run.output
    by_pytest = pytest_on(archive, "-k", "softmax")
    assert by_pytest.returncode == 0, by_pytest.stdout + by_pytest.stderr
    assert "grading anna/ with --seed" in by_pytest.stdout


def test_pytest_names_the_files_to_fill_in_and_leaves_out_what_goes_beyond_them() -> None:
    run = pytest_on(KIT / "exercises", "-q")
    assert run.returncode == 1
    for exercise in EXERCISES:
        assert f"exercises/{exercise.id}.py is not started" in run.stdout
    for exercise in BONUS:
        assert f"{exercise.id}.py" not in run.stdout, "a beginner has enough to read"
    assert "failed" in run.stdout.splitlines()[-1]
    assert "passed" not in run.stdout.splitlines()[-1]


def test_the_budget_ends_a_submission_that_takes_its_time(tmp_path: Path) -> None:
    mine = copied(tmp_path / "mine", set())
    (mine / "softmax.py").write_text("import time\n\n\ndef softmax(X):\n    time.sleep(0.7)\n    return X\n")
    run = called("grade", "softmax", "--submission", mine, "--budget", 1)
    assert run.exit_code == 1, run.output
    assert "Score 0 / 15" in run.output
    assert "took too long" in run.output
