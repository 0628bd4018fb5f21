"""`grader.py reset --all`, and the stubs in Chinese."""

from pathlib import Path

import pytest
from click.testing import Result

from course import EXERCISES
from course.stubs import stub
from grading.commands import bookmarks
from tests.kit.answers import ALL
from tests.kit.commands.running import called

MY_WORK = b"def softmax(X):\n    return X\n"


@pytest.fixture
def mine(mine: Path) -> Path:
    """A learner's folder in which softmax.py is written."""
    (mine / "softmax.py").write_bytes(MY_WORK)
    return mine


def contents(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.iterdir()}


def reset_all(home: Path, spoken: str = "en") -> Result:
    return called("reset", "--all", "--submission", home, "--lang", spoken)


def stubs(spoken: str) -> dict[str, bytes]:
    return {"__init__.py": b"", **{task.file: stub(task, spoken).encode() for task in ALL}}


def test_all_become_stubs_again_and_what_was_written_is_kept(mine: Path) -> None:
    (mine / "sgd.py").write_bytes(b"mine too")
    bookmarks.note(mine, "accuracy", 2)
    result = reset_all(mine)
    assert result.exit_code == 0, result.output
    kept = {"softmax.py.bak": MY_WORK, "sgd.py.bak": b"mine too"}
    assert contents(mine) == stubs("en") | kept
    assert len(result.stdout.splitlines()) == len(ALL)
    assert bookmarks.seen(mine, "accuracy") == 0


def test_untouched_stubs_change_their_language_and_leave_no_backup(mine: Path) -> None:
    (mine / "softmax.py").write_bytes(stubs("en")["softmax.py"].replace(b"\n", b"\r\n"))
    for spoken, said in (("zh", "现在换成中文的了"), ("en", "it is in English now"), ("zh", "现在换成中文的了")):
        result = reset_all(mine, spoken)
        assert result.exit_code == 0, result.output
        assert result.stdout.count(said) == len(ALL)
        assert contents(mine) == stubs(spoken)
    assert "什么也没有改变" in reset_all(mine, "zh").stdout


def test_one_exercise_becomes_a_chinese_stub_and_the_old_file_is_kept_beside_it(mine: Path) -> None:
    before = contents(mine)
    result = called("reset", "softmax", "--submission", mine, "--lang", "zh")
    assert result.exit_code == 0, result.output
    assert contents(mine) == {**before, "softmax.py": stubs("zh")["softmax.py"], "softmax.py.bak": MY_WORK}


def test_what_cannot_be_replaced_keeps_nothing_else_from_it(mine: Path) -> None:
    (mine / "accuracy.py").unlink()
    (mine / "accuracy.py").mkdir()
    result = reset_all(mine, "zh")
    assert result.exit_code == 2
    assert "accuracy.py" in result.stderr
    kept = {path.name: path.read_bytes() for path in mine.glob("*.py") if path.is_file()}
    assert {**kept, "accuracy.py": stubs("zh")["accuracy.py"]} == stubs("zh")


def test_chinese_stubs_are_not_started_and_have_hints(mine: Path) -> None:
    reset_all(mine, "zh")
    report = called("--submission", mine, "--lang", "zh").output
    assert "得分 0 / 100" in report
    assert report.count("未开始") == len(EXERCISES)
    assert "第 1 条提示" in called("hint", "softmax", "--submission", mine, "--lang", "zh").output
