"""`grader.py hint`: one more hint each time, from a nudge to the formula, never the code."""

import ast
import json
import re
from pathlib import Path

import pytest
from click.testing import Result

from course import exercise as exercise_of
from course.records import Exercise
from grading.commands import bookmarks, shared
from grading.results import NoGrade
from tests.kit.answers import ALL, KIT, folder
from tests.kit.commands.running import called

COLUMN_SUMS = "def softmax(X):\n    E = X.exp()\n    return E / E.sum(0, keepdim=True)\n"
NAMES_OF_CODE = re.compile(r"torch\.|\bself\b|keepdim|argmax|\bdim=|range|float\(|backward\(|step\(|\bdef\b|\[:")

each_exercise = pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """The file that the learner's place in the hints is kept in."""
    return tmp_path / "state" / "softmax-from-scratch" / "hints.json"


def hint(exercise: str, home: Path) -> Result:
    return called("hint", exercise, "--submission", home)


def said(result: Result) -> str:
    """What was printed, with line breaks as spaces."""
    return " ".join(result.stdout.split())


def text_of(exercise: str, number: int) -> str:
    return " ".join(exercise_of(exercise).hints[number - 1].split())


# The texts


@each_exercise
def test_the_three_hints_of_an_exercise_hold_no_code(exercise: Exercise) -> None:
    assert len(set(exercise.hints)) == 3
    for hint in exercise.hints:
        assert len(hint) <= 500
        assert not NAMES_OF_CODE.search(hint), hint
        for line in hint.splitlines():
            for part in (line, *line.split(": ")[1:]):
                with pytest.raises(SyntaxError):  # nothing of it can be pasted; an arrow is no comparison
                    ast.parse(part.strip().replace("<-", "\N{LEFTWARDS ARROW}"))


@each_exercise
def test_only_the_third_hint_gives_the_formula(exercise: Exercise) -> None:
    formula = re.compile(r"\w_\w+ = |= \(|gradients of \(?sum|_ij = |\] = |<- ")
    assert formula.search(exercise.hints[2])
    assert not formula.search(exercise.hints[0].replace("y = [0, 2]", "") + exercise.hints[1])


# One more each time


def test_each_call_gives_one_more_hint_and_after_the_last_the_section(mine: Path) -> None:
    for number, name in enumerate(("accuracy", "exercises/accuracy.py", "Accuracy"), 1):
        result = hint(name, mine)
        assert result.exit_code == 0
        assert said(result) == f"accuracy, hint {number} of 3 {text_of('accuracy', number)}"
    for _ in range(2):
        again = said(hint("accuracy", mine))
        assert f"accuracy, hint 3 of 3 {text_of('accuracy', 3)}" in again
        assert "These are all the hints for accuracy. Section 3.6.5" in again


def test_each_exercise_and_each_folder_has_a_place_of_its_own(mine: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    mine.rename(other)
    mine.mkdir()
    (mine / "softmax.py").write_text((other / "softmax.py").read_text())
    assert "hint 1 of 3" in said(hint("softmax", other))
    assert "hint 2 of 3" in said(hint("softmax", other))
    assert "hint 1 of 3" in said(hint("accuracy", other))
    assert "hint 1 of 3" in said(hint("softmax", mine))
    assert "hint 3 of 3" in said(hint("softmax", other))


def test_one_folder_is_one_place_however_it_is_named(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hint("softmax", mine)
    monkeypatch.chdir(mine.parent)
    assert "hint 2 of 3" in said(hint("softmax", Path("mine")))
    assert "hint 3 of 3" in said(hint("softmax", Path("mine/../mine")))


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b"\xff\0", b"null", b"[]", b'"text"'],
    ids=lambda text: text.decode(errors="replace"),
)
def test_a_damaged_place_begins_with_the_first_hint_and_is_mended(damaged: bytes, mine: Path, state: Path) -> None:
    state.parent.mkdir(parents=True)
    state.write_bytes(damaged)
    assert "hint 1 of 3" in said(hint("softmax", mine))
    assert "hint 2 of 3" in said(hint("softmax", mine))


def test_a_place_beyond_the_last_hint_gives_the_last(mine: Path, state: Path) -> None:
    bookmarks.note(mine, "softmax", 10**30)
    assert "hint 3 of 3" in said(hint("softmax", mine))


def test_a_place_that_cannot_be_kept_is_said_and_the_hint_comes_all_the_same(mine: Path, state: Path) -> None:
    state.parent.parent.write_text("a file where the folder should be")
    for _ in range(2):
        result = hint("softmax", mine)
        assert result.exit_code == 0
        assert "softmax, hint 1 of 3" in said(result)
        assert "cannot be kept" in result.stderr


def test_the_place_is_kept_in_one_whole_file(mine: Path, state: Path) -> None:
    hint("softmax", mine)
    assert [path.name for path in state.parent.iterdir()] == ["hints.json"]
    assert json.loads(state.read_text()) == {f"softmax {mine.resolve()}": 1}


# What is known about the code comes first


def test_a_mistake_that_is_recognised_comes_before_the_hint(mine: Path) -> None:
    (mine / "softmax.py").write_text(COLUMN_SUMS)
    result = hint("softmax", mine)
    assert result.exit_code == 0
    assert said(result).startswith("You sum down the columns, so each column adds up to 1 instead of each row.")
    assert said(result).endswith(f"softmax, hint 1 of 3 {text_of('softmax', 1)}")


def test_a_file_that_python_cannot_read_spends_no_hint(mine: Path, state: Path) -> None:
    (mine / "softmax.py").write_text("def softmax(X:\n    return X\n")
    for arguments in ([], ["softmax"]):
        result = called("hint", *arguments, "--submission", mine)
        assert said(result).startswith("mine/softmax.py, line 1, is not valid Python")
        assert said(result).endswith("your next hint is kept until then.")
        assert "hint 1 of 3" not in said(result)
    assert not state.exists()


def test_without_a_name_it_is_about_the_exercise_that_is_next(mine: Path) -> None:
    (mine / "softmax.py").write_text(folder("solutions").sources["softmax.py"])
    (mine / "cross_entropy.py").write_text("def cross_entropy(y_hat, y):\n    return y_hat\n")
    assert "cross_entropy, hint 1 of 3" in said(called("hint", "--submission", mine))


def test_without_a_name_and_with_nothing_left_to_do_there_is_none(state: Path) -> None:
    assert said(called("hint", "--submission", KIT / "solutions")).startswith("Every exercise passes all its checks")
    assert not state.exists()


def test_an_exercise_that_passes_needs_no_hint(mine: Path, state: Path) -> None:
    (mine / "softmax.py").write_text(folder("solutions").sources["softmax.py"])
    result = hint("softmax", mine)
    assert result.exit_code == 0
    assert said(result) == "softmax passes all its checks, so there is nothing left to hint at."
    assert not state.exists()


def test_a_hint_comes_also_where_nothing_can_be_graded(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_grade(*arguments: object) -> None:
        raise NoGrade("a layer is missing")

    monkeypatch.setattr(shared, "grade", no_grade)
    result = hint("softmax", mine)
    assert result.exit_code == 0
    assert "a layer is missing" in result.stderr
    assert "hint 1 of 3" in said(result)


# Wrong usage


@pytest.mark.parametrize("name", ["trained_model", "softmaxx"])
def test_what_is_no_exercise_of_its_own_is_refused_with_the_names_there_are(name: str, mine: Path) -> None:
    result = hint(name, mine)
    assert result.exit_code == 2
    assert all(exercise.id in result.stderr for exercise in ALL)
    assert ("Did you mean softmax?" in result.stderr) == (name == "softmaxx")
