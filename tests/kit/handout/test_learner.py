"""A learner's way through a handout that was copied elsewhere, each command a process of the handout's own."""

import json
import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from course import BONUS, EXERCISES
from course.answers import SOLUTIONS
from course.records import Exercise
from course.stubs import stub
from grading.feedback.answer_files import MISTAKES, answers_in, mistake_of
from tests.kit.answers import ALL, KIT
from tests.kit.commands.running import grader, run
from tests.kit.handout.search import solutions_in
from tests.kit.sampling import chosen, sampled

pytestmark = [pytest.mark.environment, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handout that was made, copied and removed where it was made."""
    home = tmp_path_factory.mktemp("handout")
    made = grader("handout", home / "made")
    assert made.returncode == 0, made.stderr
    shutil.copytree(home / "made", home / "copied")
    shutil.rmtree(home / "made")
    return home / "copied"


def in_it(handout: Path, *arguments: object) -> CompletedProcess[str]:
    return run("grader.py", *arguments, cwd=handout, LANGUAGE="en")


def results_of(handout: Path, *arguments: object) -> dict[str, Any]:
    file = handout / "results.json"
    file.unlink(missing_ok=True)
    finished = in_it(handout, *arguments, "--json", file)
    assert finished.returncode in (0, 1), finished.stderr
    return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]  # an object


def write(handout: Path, exercise: Exercise, wrong: str = "") -> None:
    """Write a wrong answer, or the solution, into the exercise's file."""
    home = MISTAKES if wrong else SOLUTIONS
    text = (home / exercise.file).read_text(encoding="utf-8")
    line = f"\n{exercise.name} = {wrong}\n" if wrong else ""
    (handout / "exercises" / exercise.file).write_text(text + line, encoding="utf-8")


def put_stubs(handout: Path) -> None:
    for exercise in ALL:
        (handout / "exercises" / exercise.file).write_text(stub(exercise), encoding="utf-8")


def test_it_holds_no_solution(handout: Path) -> None:
    assert not solutions_in(handout)


def test_a_learner_goes_from_the_stubs_to_100(handout: Path) -> None:
    put_stubs(handout)
    untouched = in_it(handout)
    assert (untouched.returncode, untouched.stderr) == (1, "")
    assert "Score 0 / 100" in untouched.stdout
    names = {exercise: list(answers_in(MISTAKES / exercise.file)) for exercise in EXERCISES}
    for exercise in EXERCISES:
        wrong = names[exercise][chosen.seed % len(names[exercise])]
        write(handout, exercise, wrong)
        (graded,) = results_of(handout, "grade", exercise.id)["exercises"]
        assert graded["score"] < exercise.points
        assert [mistake["name"] for mistake in graded["mistakes"]] == [mistake_of(wrong)]
        assert "hint 1 of 3" in in_it(handout, "hint", exercise.id).stdout
        reset = in_it(handout, "reset", exercise.id)
        assert "is the stub again" in reset.stdout, reset.stderr
        write(handout, exercise)
        (graded,) = results_of(handout, "grade", exercise.id)["exercises"]
        assert graded["status"] == "passed"
    assert re.findall("passed|not graded", in_it(handout, "list").stdout)
    whole = results_of(handout, "--data", "synthetic")
    assert (whole["score"], whole["passed"]) == (100, True)
    assert whole["training"]["test_accuracy"] > 0.7
    assert [result["status"] for result in whole["bonus"]] == ["not_started"] * len(BONUS)


def test_exercises_beyond_the_score_are_graded_too(handout: Path) -> None:
    put_stubs(handout)
    for exercise in sampled(BONUS, 1):
        wrong = next(iter(answers_in(MISTAKES / exercise.file)))
        write(handout, exercise, wrong)
        (graded,) = results_of(handout, "grade", exercise.id)["bonus"]
        assert [mistake["name"] for mistake in graded["mistakes"]] == [mistake_of(wrong)]
        write(handout, exercise)
        (graded,) = results_of(handout, "grade", exercise.id)["bonus"]
        assert graded["status"] == "passed"


def test_rules_that_an_answer_breaks_are_told_too(handout: Path) -> None:
    put_stubs(handout)
    text = "def softmax(X):\n    X = X.sort(dim=1).values.exp()\n    return X / (X.sum(1, keepdim=True) + 0.5)\n"
    (handout / "exercises" / "softmax.py").write_text(text, encoding="utf-8")
    (graded,) = results_of(handout, "grade", "softmax")["exercises"]
    assert "classes_are_not_treated_alike" in [mistake["name"] for mistake in graded["mistakes"]]


def test_an_epoch_is_graded_beside_the_parts_that_stand_in(handout: Path) -> None:
    put_stubs(handout)
    epoch = EXERCISES[-1]
    assert epoch.needs
    write(handout, epoch)
    assert results_of(handout, "grade", epoch.id)["score"] == epoch.points


def test_the_model_trains_with_the_learners_parts_alone_and_a_full_grade_is_told_of(handout: Path) -> None:
    for exercise in ALL:
        write(handout, exercise)
    write(handout, EXERCISES[1], "forgets_the_minus")  # and so goes uphill
    whole = results_of(handout, "--data", "synthetic")
    assert whole["exercises"][-1]["score"] == 0
    (note,) = [note for note in whole["notes"] if "full grade" in note]
    assert EXERCISES[1].name in note
    assert "holds no solutions" in note


def test_commands_that_need_the_whole_kit_say_so_in_a_sentence(handout: Path) -> None:
    shown = ["solution", EXERCISES[0].id]
    for command in (shown, [*shown, "--give-up"], ["class", "."], ["handout", "other"]):
        refused = in_it(handout, *command)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.startswith("grader: This is the learners' copy of the kit.")
        assert f"`{command[0]}`" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert "solution" not in in_it(handout, "--help").stdout


def test_other_commands_and_pytest_work_in_it(handout: Path) -> None:
    put_stubs(handout)
    assert "A grade can run here" in in_it(handout, "doctor").stdout
    assert in_it(handout, "reset", "--all", "--lang", "zh").returncode == 0
    for exercise in ALL:
        assert (handout / "exercises" / exercise.file).read_text(encoding="utf-8") == stub(exercise, "zh")
    for exercise in EXERCISES:
        write(handout, exercise)
    trained = in_it(handout, "train", "--epochs", "1", "--data", "synthetic")
    assert "epoch 1/1" in trained.stdout, trained.stderr
    checks = run("-m", "pytest", "-p", "no:cacheprovider", "-q", "-k", "accuracy and not evaluate", cwd=handout)
    assert checks.returncode == 0, checks.stdout
    chapter = handout / "notebooks" / "softmax_regression.ipynb"
    assert "Score 0 / 100" in in_it(handout, "--submission", chapter).stdout


def test_it_needs_nothing_of_the_kit_that_it_was_made_from(handout: Path) -> None:
    names = "grading.commands.main, grading.checks.plugin, grading.feedback.review, grading.notebook.check, given.d2l"
    code = f"import sys, {names}; print(*(getattr(m, '__file__', None) for m in [*sys.modules.values()]), sep='\\n')"
    loaded = run("-c", code, cwd=handout)
    assert loaded.returncode == 0, loaded.stderr
    files = [Path(line) for line in loaded.stdout.splitlines() if line.startswith(str(KIT))]
    assert not [file for file in files if "site-packages" not in file.parts]
