"""`grader.py reset`: the stub again, and nothing that a learner wrote is lost."""

import os
from pathlib import Path

import pytest
from click.testing import Result

from course import exercise
from course.stubs import stub
from grading.commands import bookmarks
from tests.kit.answers import folder
from tests.kit.commands.running import called

STUB = stub(exercise("softmax"))
MY_WORK = b"def softmax(X):\r\n    return X  # \xe5\x85\x88\xe8\xaf\x95\xe8\xaf\x95 \xff\n"


@pytest.fixture
def mine(mine: Path) -> Path:
    """A learner's folder in which softmax.py is written."""
    (mine / "softmax.py").write_bytes(MY_WORK)
    return mine


def reset(home: Path, id: str = "softmax") -> Result:
    return called("reset", id, "--submission", home)


def contents(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.iterdir()}


def test_the_stub_comes_back_and_the_old_file_is_kept_beside_it(mine: Path) -> None:
    before = contents(mine)
    result = reset(mine)
    assert result.exit_code == 0, result.output
    assert contents(mine) == {**before, "softmax.py": STUB.encode(), "softmax.py.bak": MY_WORK}
    assert f"is kept in {mine / 'softmax.py.bak'}" in result.stdout


def test_a_backup_is_never_overwritten(mine: Path) -> None:
    versions = [b"first", b"second", b"third"]
    for version in versions:
        (mine / "softmax.py").write_bytes(version)
        assert reset(mine).exit_code == 0
    kept = [(mine / f"softmax.py{ending}").read_bytes() for ending in (".bak", ".bak.1", ".bak.2")]
    assert kept == versions


@pytest.mark.parametrize("text", [STUB, STUB.replace("\n", "\r\n")], ids=["as it was", "with the line ends of Windows"])
def test_a_stub_is_left_alone(text: str, mine: Path) -> None:
    (mine / "softmax.py").write_bytes(text.encode())
    before = contents(mine)
    result = reset(mine)
    assert result.exit_code == 0
    assert "nothing has changed" in result.stdout
    assert contents(mine) == before


@pytest.mark.parametrize("lost", ["softmax.py", "*.py"], ids=["one file", "all files"])
def test_a_missing_file_is_put_there(lost: str, mine: Path) -> None:
    for path in mine.glob(lost):
        path.unlink()
    others = contents(mine)
    result = reset(mine)
    assert result.exit_code == 0
    assert "was missing" in result.stdout
    assert contents(mine) == {**others, "softmax.py": STUB.encode()}


def test_a_folder_around_the_exercises_means_the_exercises(mine: Path, tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    mine.rename(tmp_path / "kit" / "exercises")
    assert reset(tmp_path / "kit").exit_code == 0
    assert (tmp_path / "kit" / "exercises" / "softmax.py.bak").read_bytes() == MY_WORK


def test_the_hints_begin_again(mine: Path) -> None:
    bookmarks.note(mine, "softmax", 2)
    bookmarks.note(mine, "accuracy", 2)
    reset(mine)
    assert bookmarks.seen(mine, "softmax") == 0
    assert bookmarks.seen(mine, "accuracy") == 2


@pytest.mark.parametrize("interrupted", ["softmax.py.bak", "softmax.py"])
def test_interrupted_half_way_it_loses_nothing(
    interrupted: str, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    replace = os.replace

    def interrupt(new: Path, file: Path) -> None:
        if file.name == interrupted:
            raise KeyboardInterrupt
        replace(new, file)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", interrupt)
        assert reset(mine).exit_code != 0
    assert (mine / "softmax.py").read_bytes() == MY_WORK
    kept = {"softmax.py.bak"} if interrupted == "softmax.py" else set()
    assert set(contents(mine)) == set(folder("exercises").sources) | kept
    assert reset(mine).exit_code == 0
    assert MY_WORK in contents(mine).values()


def test_a_file_that_cannot_be_kept_is_not_replaced(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def disk_full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    before = contents(mine)
    result = reset(mine)
    assert result.exit_code == 2
    assert "No space left" in result.stderr
    assert contents(mine) == before


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_what_is_no_ordinary_file_is_left_alone(kind: str, mine: Path, tmp_path: Path) -> None:
    elsewhere = (mine / "softmax.py").rename(tmp_path / "elsewhere.py")
    if kind == "link":
        (mine / "softmax.py").symlink_to(elsewhere)
    else:
        (mine / "softmax.py").mkdir()
    result = reset(mine)
    assert result.exit_code == 2
    assert "is not an ordinary file" in result.stderr
    assert elsewhere.read_bytes() == MY_WORK


@pytest.mark.parametrize(
    "arguments",
    [["reset"], ["reset", "trained_model"], ["reset", "softmax", "accuracy"], ["reset", "softmax", "--all"]],
    ids=" ".join,
)
def test_one_exercise_has_to_be_named_or_all(arguments: list[str], mine: Path) -> None:
    assert called(*arguments, "--submission", mine).exit_code == 2
    assert (mine / "softmax.py").read_bytes() == MY_WORK
