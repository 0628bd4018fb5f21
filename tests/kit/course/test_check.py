"""`python -m course.check`: every exercise fits together, and whatever does not is found and named."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import course
from course import check
from course.records import Exercise, Task
from given.model import one_thread
from tests.kit.answers import ALL, KIT

FILES = {
    "solution": "solutions/accuracy.py",
    "stub": "exercises/accuracy.py",
    "checks": "tests/graded/test_accuracy.py",
    "mistakes": "course/mistakes/accuracy.py",
    "right": "tests/submissions/right/accuracy.py",
}


@pytest.fixture(autouse=True)
def in_one_thread() -> Iterator[None]:
    """As the command does it: of tensors so small, several threads mostly wait for each other."""
    with one_thread():
        yield


@pytest.mark.filterwarnings("ignore::UserWarning")  # what torch thinks of wrong answers
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_all_that_belongs_to_an_exercise_is_there_and_fits_together(exercise: Exercise) -> None:
    problems = check.problems_of(exercise)
    assert not problems, "\n".join(problems)


def test_the_order_has_100_points_and_no_fixture_twice() -> None:
    assert list(check.problems_of_the_order()) == []


# A copy of one exercise, to be broken


def shortened(text: str, answers: int) -> str:
    """The beginning of a file of answers, with so many of them."""
    return "\n\n\ndef ".join(text.split("\n\n\ndef ")[: answers + 1])


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A kit of one exercise, accuracy, with as few answers as it may have."""
    for file in (*FILES.values(), "conftest.py", "pyproject.toml"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(KIT / file, tmp_path / file)
    for name, answers in (("mistakes", 9), ("right", 2)):
        file = tmp_path / FILES[name]
        file.write_text(shortened(file.read_text(encoding="utf-8"), answers), encoding="utf-8")
    monkeypatch.setattr("grading.checks.catalogue.GRADED", tmp_path / "tests" / "graded")
    monkeypatch.setattr("grading.feedback.diagnosis.MISTAKES", tmp_path / "course" / "mistakes")
    monkeypatch.setattr("course.stubs.SOLUTIONS", tmp_path / "solutions")
    monkeypatch.setattr(check, "KIT", tmp_path)
    monkeypatch.setattr(check, "SOLUTIONS", tmp_path / "solutions")
    monkeypatch.setattr(check, "MISTAKES", tmp_path / "course" / "mistakes")
    monkeypatch.setattr(check, "VARIANTS", tmp_path / "course" / "mistakes" / "variants")
    monkeypatch.setattr(check, "RIGHT", tmp_path / "tests" / "submissions" / "right")
    yield tmp_path
    sys.modules.pop("test_accuracy", None)


def accuracy(**changed: object) -> Exercise:
    """The exercise accuracy, unlike the one that the kit has in its caches."""
    return replace(course.exercise("accuracy"), **{"advice": lambda answer: (), **changed})  # type: ignore[arg-type]


def test_a_copy_that_nobody_broke_fits_together(kit: Path) -> None:
    assert check.problems_of(accuracy()) == []


ORDER = (FILES["solution"], FILES["stub"], "course/scenarios/unwritten.py", *list(FILES.values())[2:])


@pytest.mark.parametrize("first", ORDER)
def test_the_first_of_the_missing_files_is_the_one_to_write_next(kit: Path, first: str) -> None:
    for file in ORDER[ORDER.index(first) :]:
        (kit / file).unlink(missing_ok=True)
    [problem] = check.problems_of(accuracy(scenario="unwritten" if first in ORDER[:3] else ""))
    assert problem.startswith(f"Write {first}: ")


UNTRANSLATED = "A text that nobody has translated."
PASSES_ALWAYS = "\n\n@pytest.mark.points(0)\ndef test_nothing_is_asked(accuracy):\n    pass\n"
RIGHT_ANSWER = "float((y_hat == y if y_hat.ndim == 1 else y_hat.argmax(1) == y).sum())"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("stub", "raise NotImplementedError", "return 0.0", "exercises/accuracy.py is not solutions/accuracy.py with"),
        ("solution", "def accuracy(", "def right_ones(", "its stub does not count as not started"),
        ("solution", ">>> accuracy(", ">>> right_ones(", "the docstring shows no worked example"),
        ("checks", "points(3)", "points(2)", "its checks make"),
        ("checks", "", PASSES_ALWAYS, "no wrong answer fails nothing_is_asked. Is one missing?"),
        ("mistakes", "def returns_", "def _returns_", " wrong answers; 99 are the least."),
        ("mistakes", "", '\n\ndef is_late(y_hat, y):\n    """You are late."""\n', "is_late needs a title, an empty li"),
        ("mistakes", "You return a percentage;", "You give percents;", "'You give percents;"),
        (
            "mistakes", "", f'\n\ndef is_fine(y_hat, y):\n    """It is fine.\n\n    {UNTRANSLATED}\n    """\n'
            f"    return {RIGHT_ANSWER}\n", "course/mistakes/accuracy.py: is_fine passes all checks: is it wrong?",
        ),
        (
            "mistakes", "", '\n\ndef returns_a_share(y_hat, y):\n    """You share.\n\n    Why share?\n    """\n'
            "    return returns_a_fraction(y_hat, y)\n", "returns_a_share looks like another mistake",
        ),
        ("right", "", "\n\ndef counts_none(y_hat, y):\n    return 0.0\n", "counts_none is right, and these checks"),
        (
            "right", "", "\n\ndef a_share(y_hat, y):\n    return float((y_hat.argmax(-1) == y).float().mean()) if "
            "y_hat.ndim > 1 else float((y_hat == y).float().mean())\n", "a_share is called returns_a_fraction",
        ),
    ],
    ids=[
        "stub differs", "name not defined", "no example", "points", "a check that nothing fails", "too few mistakes",
        "no explanation", "no Chinese", "a mistake that is right", "two that look the same", "right fails",
        "right named",
    ],
)  # fmt: skip
def test_a_fault_is_found_and_named(
    kit: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, said: str
) -> None:
    path = kit / FILES[file]
    text = path.read_text(encoding="utf-8")
    assert old in text, "the test breaks nothing"
    path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")
    if "99" in said:
        monkeypatch.setattr(check, "LEAST_MISTAKES", 99)
    problems = check.problems_of(accuracy())
    assert [problem for problem in problems if said in problem], problems


def test_checks_that_cannot_be_run_end_it_with_what_pytest_said(kit: Path) -> None:
    (kit / FILES["checks"]).write_text("import a_module_that_is_not_there\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="a_module_that_is_not_there"):
        check.problems_of(accuracy())


def test_points_that_do_not_make_100_and_fixtures_of_one_name_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course, "TASKS", (*course.TASKS, Task("more", "More", 5)))
    monkeypatch.setattr(course, "EVERY_EXERCISE", (*course.EVERY_EXERCISE, accuracy(id="accuracy_again")))
    points, fixtures = check.problems_of_the_order()
    assert "make 105, not 100" in points
    assert "two exercises have fixtures of the same name" in fixtures


# The command


def test_the_command_asks_first_for_the_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main(["nothing"]) == 1
    said = "Write course/nothing.py, and add its line to EXERCISES or BONUS in course/__init__.py.\n"
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    ("found", "code", "said"), [([], 0, "1 exercises: everything fits"), (["Write it."], 1, "Wri")]
)
def test_the_command_prints_what_is_to_be_done(
    found: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(check, "problems_of", lambda exercise: found)
    assert check.main(["accuracy"]) == code
    assert capsys.readouterr().out.startswith(said)
