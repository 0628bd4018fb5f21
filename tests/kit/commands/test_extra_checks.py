"""`--extra-checks DIR`, from outside: of a grade, of a class, and of the archive for Gradescope."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.kit.checks.test_extra import HIDDEN, VISIBLE
from tests.kit.commands.running import called, copied, grader


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    folder = tmp_path / "extra"
    folder.mkdir()
    (folder / "test_softmax.py").write_text(VISIBLE + HIDDEN)
    return folder


def test_a_grade_counts_them_and_asks_for_all_points(extra: Path, tmp_path: Path) -> None:
    mine = copied(tmp_path / "mine", {"softmax"})
    run = called("softmax", "--submission", mine, "--extra-checks", extra, "--json", tmp_path / "results.json")
    assert run.exit_code == 0, run.output
    assert "Score 22 / 22" in run.output
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["score"] == 22


@pytest.mark.parametrize("command", [["grade"], ["class"], ["gradescope"]], ids=" ".join)
def test_what_is_wrong_with_them_is_one_sentence_and_exit_code_2(
    command: list[str], extra: Path, tmp_path: Path
) -> None:
    (extra / "checks.toml").write_text("[softmax]\nno_such_check = 1\n")
    pupils = tmp_path / "pupils"
    pupils.mkdir()
    copied(pupils / "ann")
    subject = {"grade": [], "class": [pupils], "gradescope": [tmp_path / "out.zip"]}[command[0]]
    run = called(*command, *subject, "--extra-checks", extra)
    assert run.exit_code == 2
    assert run.output.startswith("grader: checks.toml: softmax has no check no_such_check. Its checks are: the_worked_")
    assert "Traceback" not in run.output
    assert not (tmp_path / "out.zip").exists()


def test_a_folder_that_is_not_there_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    run = grader("--extra-checks", tmp_path / "nowhere", LANGUAGE="en")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == f"grader: There is no folder {tmp_path / 'nowhere'} of extra checks.\n"


def test_a_class_is_graded_with_them_and_again_when_they_change(extra: Path, tmp_path: Path) -> None:
    pupils, out = tmp_path / "pupils", tmp_path / "out"
    pupils.mkdir()
    copied(pupils / "ann")

    def graded_at(*options: object) -> tuple[int, int]:
        """The points of the results, and when the file was written."""
        run = grader("class", pupils, "--out", out, "--jobs", 1, *options, LANGUAGE="en")
        assert run.returncode == 0, run.stderr
        file = out / "results" / "ann.json"
        return json.loads(file.read_text(encoding="utf-8"))["max_score"], file.stat().st_mtime_ns

    first, _ = graded_at()
    with_them, then = graded_at("--extra-checks", extra)
    assert (first, with_them) == (100, 107)
    assert graded_at("--extra-checks", extra) == (107, then), "nothing has changed"
    (extra / "helper.txt").write_text("what a check may read")
    assert graded_at("--extra-checks", extra)[1] > then


def test_the_archive_for_gradescope_holds_them(extra: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    assert called("gradescope", out, "--extra-checks", extra).exit_code == 0
    with zipfile.ZipFile(out) as file:
        assert file.read("extra-checks/test_softmax.py").decode() == VISIBLE + HIDDEN
        assert "options=(--extra-checks extra-checks)\n" in file.read("run_autograder").decode()
