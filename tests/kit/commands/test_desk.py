"""What a save leads to: which exercises are graded again, which one is next, and what is said."""

from pathlib import Path

import pytest

from grading.commands import latest
from grading.commands.desk import Desk
from grading.grade import Settings
from grading.results import NoGrade
from tests.kit.answers import folder

SETTINGS = Settings(data="synthetic", epochs=2)
SOLVED = ("softmax", "cross_entropy", "accuracy", "accumulator", "train_epoch")


@pytest.fixture
def graded(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The ids of the tasks of each grade, in their order."""
    graded = []
    grade = latest.grade

    def noting(submission: object, settings: Settings, *progress: object) -> object:
        graded.append([task.id for task in settings.tasks])
        return grade(submission, settings, *progress)  # type: ignore[arg-type]

    monkeypatch.setattr(latest, "grade", noting)
    return graded


def solve(home: Path, *names: str) -> None:
    for name in names:
        (home / f"{name}.py").write_text(folder("solutions").sources[f"{name}.py"])


def saved(desk: Desk, *names: str) -> None:
    desk.saved({f"{name}.py" for name in names})


def next_task(desk: Desk) -> str:
    return desk.latest.current.id if desk.latest.current else ""


def test_a_save_grades_its_exercise_and_then_what_builds_on_it_and_nothing_else(
    mine: Path, graded: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(mine, SETTINGS, keys=False)
    solve(mine, *SOLVED)
    saved(desk, *SOLVED)
    assert graded == [[*SOLVED]]
    graded.clear()
    (mine / "accumulator.py").write_text("raise ValueError\n")
    capsys.readouterr()
    saved(desk, "accumulator")
    assert graded == [["accumulator"], ["train_epoch"]]
    said = capsys.readouterr().out
    assert said.count("Next: accumulator") == 1, "the epoch beside it is as right as before, so nothing is said of it"
    saved(desk, "notes")
    assert len(graded) == 2


def test_the_next_exercise_is_the_one_that_was_saved_until_it_passes(mine: Path) -> None:
    desk = Desk(mine, SETTINGS, keys=False)
    assert next_task(desk) == "softmax"
    (mine / "accuracy.py").write_text("def accuracy(y_hat, y):\n    return 0.0\n")
    saved(desk, "accuracy")
    assert next_task(desk) == "accuracy"
    solve(mine, "accuracy")
    saved(desk, "accuracy")
    assert next_task(desk) == "softmax"


def test_the_model_is_next_after_the_five_and_again_once_one_of_them_has_changed(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(mine, SETTINGS, keys=False)
    solve(mine, *SOLVED)
    saved(desk, *SOLVED)
    assert next_task(desk) == "trained_model"
    desk.grade_all()
    assert "trained_model is done. Model: test accuracy 0." in capsys.readouterr().out
    assert next_task(desk) == "sgd"
    saved(desk, "softmax")
    assert next_task(desk) == "sgd", "nothing has changed in it"
    with (mine / "softmax.py").open("a") as file:
        file.write("# tidied up\n")
    saved(desk, "softmax")
    assert next_task(desk) == "trained_model"


def test_what_cannot_be_graded_is_said_and_the_next_save_is_graded(
    mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(mine, SETTINGS, keys=False)
    solve(mine, "softmax")
    with monkeypatch.context() as patch:
        patch.setattr(latest, "grade", lambda *_: (_ for _ in ()).throw(NoGrade("a layer is missing")))
        saved(desk, "softmax")
    assert "a layer is missing This is not a grade." in " ".join(capsys.readouterr().out.split())
    elsewhere = mine.rename(mine.with_name("elsewhere"))
    saved(desk, "softmax")
    assert "There is no folder" in capsys.readouterr().out
    elsewhere.rename(mine)
    saved(desk, "softmax")
    assert "softmax is done." in capsys.readouterr().out


