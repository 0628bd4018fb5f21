"""A folder of submissions becomes the list of a class, as platforms lay it out."""

import zipfile
from pathlib import Path

import pytest

from grading.classroom.roster import digest, roster
from grading.submissions.submission import UnusableSubmission


def names(folder: Path) -> list[str]:
    return [entry.name for entry in roster(folder)]


def test_each_folder_archive_and_notebook_is_a_submission(tmp_path: Path) -> None:
    for name in ("ann", "submission_7", ".git", "__MACOSX"):
        (tmp_path / name).mkdir()
    for name in ("bob.zip", "cy.tar.gz", "dee.ipynb", "grades.csv", "submission_metadata.yml"):
        (tmp_path / name).write_bytes(b"")
    assert names(tmp_path) == ["ann", "bob", "cy", "dee", "submission_7"]


def test_what_moodle_exports_is_called_after_the_student(tmp_path: Path) -> None:
    (tmp_path / "Li Na_301_assignsubmission_file_").mkdir()
    (tmp_path / "Li Na_301_assignsubmission_onlinetext_").mkdir()
    (tmp_path / "Bo_302_assignsubmission_file_work.zip").write_bytes(b"")
    assert names(tmp_path) == ["Bo_302", "Li Na_301"]


def test_two_submissions_never_share_a_name(tmp_path: Path) -> None:
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann.zip").write_bytes(b"")
    assert names(tmp_path) == ["ann", "ann.zip"]


def test_an_empty_folder_is_no_class(tmp_path: Path) -> None:
    with pytest.raises(UnusableSubmission, match="no submission"):
        roster(tmp_path)


def test_a_digest_changes_with_what_counts_and_with_nothing_else(tmp_path: Path) -> None:
    work = tmp_path / "ann"
    (work / "exercises").mkdir(parents=True)
    file = work / "exercises" / "softmax.py"
    file.write_text("pass\n", encoding="utf-8")
    before = digest(work)
    (work / "notes.txt").write_text("more", encoding="utf-8")
    file.touch()
    assert digest(work) == before
    file.write_text("pass  # changed\n", encoding="utf-8")
    assert digest(work) != before


def test_an_archive_counts_by_its_bytes(tmp_path: Path) -> None:
    digests = set()
    for text in ("1", "2"):
        with zipfile.ZipFile(tmp_path / "bob.zip", "w") as archive:
            archive.writestr("softmax.py", text)
        digests.add(digest(tmp_path / "bob.zip"))
    assert len(digests) == 2
