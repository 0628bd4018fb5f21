"""`--github`: annotations printed or left in a file, and the report added to the step summary."""

from pathlib import Path

import pytest

from tests.kit.commands.running import called, copied

WRONG = "\n\ndef softmax(X):\n    return X\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """exercises/ two folders deep in a git repository, with a wrong softmax."""
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    (tmp_path / "repository" / "week 3").mkdir()
    folder = copied(tmp_path / "repository" / "week 3" / "exercises")
    (folder / "softmax.py").write_text(WRONG)
    return folder


def test_an_annotation_names_the_file_as_the_repository_does(mine: Path) -> None:
    run = called("softmax", "--submission", mine, "--github")
    assert run.exit_code == 1
    [annotation] = [line for line in run.output.splitlines() if line.startswith("::")]
    assert annotation.startswith("::error file=week 3/exercises/softmax.py,line=3,title=softmax 0/15")


def test_without_a_repository_it_names_the_folder(tmp_path: Path) -> None:
    (tmp_path / "softmax.py").write_text(WRONG)
    run = called("softmax", "--submission", tmp_path, "--github")
    assert f"::error file={tmp_path.name}/softmax.py,line=3," in run.output


def test_annotations_in_a_file_are_not_printed_and_the_summary_grows(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary, annotations = tmp_path / "summary.md", tmp_path / "annotations"
    summary.write_text("What another step said.\n\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run = called("softmax", "--submission", mine, "--github", "--annotations", annotations)
    assert "::error" not in run.output
    assert annotations.read_text(encoding="utf-8").startswith("::error file=week 3/exercises/softmax.py,line=3,")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("What another step said.\n\n## Score 0 / 15")


def test_a_summary_that_cannot_be_written_is_said_in_a_sentence(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nowhere" / "summary.md"))
    run = called("softmax", "--submission", mine, "--github")
    assert run.exit_code == 3
    assert "summary.md cannot be written" in run.output


@pytest.mark.parametrize("options", [["--annotations", "here"], ["--github", "--annotations", "nowhere/here"]])
def test_annotations_that_have_nowhere_to_go_are_refused(options: list[str]) -> None:
    run = called("softmax", *options)
    assert run.exit_code == 2
    assert not Path("here").exists()
