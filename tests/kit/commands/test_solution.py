"""`grader.py solution`: the kit's solution beside the learner's, once theirs is right, or when they give up."""

from pathlib import Path

import pytest
from click.testing import Result

from course import exercise
from tests.kit.answers import folder
from tests.kit.commands.running import called

SOLUTION_LINE = "return X_exp / X_exp.sum(dim=1, keepdim=True)"
MY_OWN = '"""Mine."""\n\n\ndef softmax(X):\n    """I did it."""\n    E = X.exp()\n    return E / E.sum(1, True)\n'


def solution(home: Path, *arguments: str) -> Result:
    return called("solution", "softmax", "--submission", home, *arguments)


def test_what_is_right_is_shown_with_the_solution_and_what_to_notice_in_it(mine: Path) -> None:
    (mine / "softmax.py").write_text(MY_OWN, encoding="utf-8")
    result = solution(mine)
    assert result.exit_code == 0, result.output
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines.index("mine/softmax.py") < lines.index("return E / E.sum(1, True)")
    assert lines.index("solutions/softmax.py") < lines.index(SOLUTION_LINE)
    assert not [line for line in lines if '"""' in line], "both docstrings are known"
    assert exercise("softmax").about_the_solution in " ".join(lines)


@pytest.mark.parametrize("text", ["def softmax(X):\n    return X\n", "def softmax(X:\n", None], ids=str)
def test_before_that_it_is_kept_and_the_way_to_a_hint_is_shown(text: str | None, mine: Path) -> None:
    if text:
        (mine / "softmax.py").write_text(text, encoding="utf-8")
    result = solution(mine)
    assert result.exit_code == 1
    assert "`python grader.py hint softmax`" in " ".join(result.stdout.split())
    assert "keepdim" not in result.stdout


def test_who_gives_up_sees_it_beside_whatever_is_there(mine: Path) -> None:
    (mine / "softmax.py").write_text("def softmax(X:\n    '\x1b[2J'\n", encoding="utf-8")
    result = solution(mine, "--give-up")
    assert result.exit_code == 0
    assert "def softmax(X:" in result.stdout
    assert SOLUTION_LINE in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(("width", "beside"), [(110, True), (80, False)])
def test_they_stand_side_by_side_where_there_is_room(
    width: int, beside: bool, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", str(width))
    (mine / "softmax.py").write_text(folder("solutions").sources["softmax.py"], encoding="utf-8")
    lines = solution(mine, "--give-up").stdout.splitlines()
    assert [line.split() for line in lines if "softmax.py" in line] == (
        [["mine/softmax.py", "solutions/softmax.py"]] if beside else [["mine/softmax.py"], ["solutions/softmax.py"]]
    )


def test_code_on_the_line_of_a_docstring_is_shown(mine: Path) -> None:
    (mine / "softmax.py").write_text("def softmax(X): 'mine'; return X  # 试\n", encoding="utf-8")
    assert "def softmax(X): 'mine'; return X  # 试" in solution(mine, "--give-up").stdout
