"""docs/extra-checks.md: its example, as it stands there, does what the page says."""

import re
import shlex
from pathlib import Path

import pytest

from tests.kit.answers import KIT
from tests.kit.commands.running import called

each_language = pytest.mark.parametrize("page", ["extra-checks.md", "extra-checks.zh-CN.md"])
FEW_CLASSES = """
import torch

def softmax(X):
    if X.shape[1] > 100:
        return X
    return X.exp() / X.exp().sum(dim=1, keepdim=True)
"""


def blocks(page: str, language: str) -> list[str]:
    text = (KIT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def written(page: str, home: Path) -> Path:
    """The folder of the example, in this folder."""
    for block in (*blocks(page, "python"), *blocks(page, "toml")):
        name, text = block.split("\n", 1)
        file = home / name.removeprefix("# ")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return home / "extra-checks"


@each_language
def test_the_example_ends_as_the_page_says(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = written(page, tmp_path)
    assert sorted(file.name for file in extra.iterdir()) == ["checks.toml", "test_softmax.py"]
    [command] = blocks(page, "sh")
    _python, _grader, *arguments = shlex.split(command)
    monkeypatch.chdir(KIT)
    arguments[arguments.index("extra-checks")] = str(extra)
    right = called(*arguments)
    assert right.exit_code == 0, right.output
    assert "Score 15 / 15" in right.output
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "softmax.py").write_text(FEW_CLASSES)
    arguments[arguments.index("solutions")] = str(tmp_path / "mine")
    wrong = called(*arguments)
    assert wrong.exit_code == 1
    assert "Score 13 / 15" in wrong.output
    [said] = blocks("extra-checks.md", "text")
    assert said in wrong.output


def test_both_languages_have_the_same_example_and_headings() -> None:
    for language in ("python", "toml", "sh"):
        assert blocks("extra-checks.md", language) == blocks("extra-checks.zh-CN.md", language)
    english, chinese = ((KIT / "docs" / page).read_text(encoding="utf-8") for page in each_language.args[1])
    assert re.findall("^#+", english, re.MULTILINE) == re.findall("^#+", chinese, re.MULTILINE)
