"""What a handout has and what it does not have: no solution that could be copied, and no word of what is left out."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from course.answers import SOLUTIONS
from course.records import Exercise
from course.stubs import stub
from grading.commands.main import NEED_THE_KIT, main
from grading.handout import copying
from tests.kit.answers import ALL, KIT, graded, with_files
from tests.kit.handout.search import HIDDEN, STAND_IN, solutions_in, tell_tale_lines

GONE = ("solutions", "course/mistakes", "course/walk", "tests/kit", "tests/submissions", ".github", ".ci", "benchmarks")


def test_no_solution_stands_in_a_handout(unrecorded: Path) -> None:
    assert not solutions_in(unrecorded)


def test_the_search_finds_a_solution_that_is_written_otherwise(tmp_path: Path) -> None:
    (tmp_path / "found.py").write_text("def f(Z):\n    E = Z.exp()\n    return E / E.sum(dim=1, keepdim=True)\n")
    assert solutions_in(tmp_path) == {"the body of softmax": "found.py"}


@pytest.mark.parametrize("exercise", HIDDEN, ids=lambda exercise: exercise.id)
def test_the_search_finds_each_solution_and_lines_of_it(exercise: Exercise, tmp_path: Path) -> None:
    shutil.copy(SOLUTIONS / exercise.file, tmp_path)
    found = solutions_in(tmp_path)
    assert f"the body of {exercise.id}" in found
    assert tell_tale_lines(exercise) <= found.keys()
    assert tell_tale_lines(exercise)


@pytest.mark.parametrize("id", ["softmax", "cross_entropy", "stable_softmax", "loss_from_logits"])
def test_what_the_checks_expect_earns_nothing_as_an_answer(id: str) -> None:
    exercise = next(exercise for exercise in ALL if exercise.id == id)
    checks = (KIT / "tests" / "graded" / f"test_{id}.py").read_text(encoding="utf-8")
    (code,) = re.findall(r"^def of_torch.*?\n\n", checks, re.DOTALL | re.MULTILINE)
    text = f"from torch import Tensor\nfrom torch.nn import functional\n{code}\n{exercise.name} = of_torch\n"
    assert graded(with_files("solutions", {exercise.file: text}), [exercise])[id].score == 0


def test_it_has_stubs_parts_and_records_and_nothing_else_of_the_answers(unrecorded: Path) -> None:
    assert not [name for name in GONE if (unrecorded / name).exists()]
    home = unrecorded / "course" / "handout"
    assert {file.stem for file in (home / "parts").iterdir()} == STAND_IN
    for folder in ("observed", "pairs"):
        assert {file.stem for file in (home / folder).iterdir()} == {exercise.id for exercise in ALL}
    for exercise in ALL:
        assert (home / "stubs" / "zh" / exercise.file).read_text(encoding="utf-8") == stub(exercise, "zh")
        assert (unrecorded / "exercises" / exercise.file).read_text(encoding="utf-8") == stub(exercise)


def test_its_documents_speak_of_nothing_that_it_does_not_have(unrecorded: Path) -> None:
    documents = [*unrecorded.rglob("*.md"), *unrecorded.rglob("*.ipynb")]
    assert {"README.md", "README.zh-CN.md", "softmax_regression.ipynb"} <= {file.name for file in documents}
    for file in documents:
        text = file.read_text(encoding="utf-8")
        assert not re.findall(r"solutions/|grader\.py (?:class|handout|solution)|<!--|CONTRIBUTING|SECURITY", text)
        for link in re.findall(r"\]\((?!http)([^)#]+)\)", text):
            assert (file.parent / link).exists(), link


def test_what_a_comment_keeps_for_handouts_and_for_the_kit_is_told_apart() -> None:
    text = "One. <!-- kit --> Two,\n[three](there). <!-- /kit --> <!-- handout:\nFour. -->\n"
    assert copying.reduced(text) == "One. Four.\n"
    assert copying.reduced("| `python grader.py solution softmax` | a row |\n") == ""
    readme = (KIT / "README.md").read_text(encoding="utf-8")
    assert "For instructors" in readme
    assert "For instructors" not in copying.reduced(readme)


def test_documents_leave_out_the_very_commands_that_a_handout_does_not_have() -> None:
    assert set(copying.ABSENT) == {command.name for command in NEED_THE_KIT}


def test_in_chinese_its_exercises_are_the_chinese_stubs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "records", lambda exercise: {})
    made = CliRunner().invoke(main, ["handout", str(tmp_path / "copy"), "--lang", "zh"])
    assert made.exit_code == 0, made.output
    text = (tmp_path / "copy" / "exercises" / "softmax.py").read_text(encoding="utf-8")
    assert text == stub(ALL[0], "zh")


# The folder


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = CliRunner().invoke(main, ["handout", str(tmp_path)])
    assert refused.exit_code == 2
    assert "has to be new, or an empty folder" in refused.output
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = CliRunner().invoke(main, ["handout", str(tmp_path / "file")])
    assert refused.exit_code == 2
    assert "Nothing was written" in refused.output


def test_an_empty_folder_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "records", lambda exercise: {})
    copying.make_handout(tmp_path, "en")
    assert (tmp_path / "grader.py").is_file()


def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "records", lambda exercise: {})
    monkeypatch.setattr(Path, "write_bytes", full_disk)
    failed = CliRunner().invoke(main, ["handout", str(tmp_path / "copy")])
    assert failed.exit_code == 2
    assert "No space left" in failed.output
    assert not list(tmp_path.iterdir())
