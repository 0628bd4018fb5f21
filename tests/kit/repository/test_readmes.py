"""The Chinese READMEs say what the English ones say, as far as a test can see."""

import re
from pathlib import Path

import pytest

from tests.kit.answers import KIT

each_readme = pytest.mark.parametrize("home", [KIT, KIT / "exercises"], ids=lambda home: home.name)


def both(home: Path) -> tuple[str, str]:
    return tuple((home / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))  # type: ignore[return-value]  # two of them


def tables(text: str) -> list[list[list[str]]]:
    """The cells of each table, row by row."""
    found = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [[row.strip("|").split("|") for row in table.splitlines()] for table in found]


def code(text: str) -> set[str]:
    return {span for span in re.findall(r"`([^`\n]+)`", text) if not span.startswith("python grader.py --lang ")}


def test_the_lines_for_windows_run_in_its_oldest_shell() -> None:
    (windows,) = re.findall(r"```powershell\n(.*?)```", (KIT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert windows.strip().endswith("python grader.py")
    assert "&&" not in windows, "Windows PowerShell 5 does not know it"
    assert "activate" not in windows.lower(), "its policy forbids scripts, unless somebody changed it"


@each_readme
def test_both_have_the_same_headings_and_code_blocks(home: Path) -> None:
    for pattern in (r"^#+ ", r"^```[\s\S]*?^```|(?:^ {4}.*\n)+"):
        english, chinese = (re.findall(pattern, text, re.MULTILINE) for text in both(home))
        assert english
        assert chinese == english


@each_readme
def test_both_have_the_same_tables(home: Path) -> None:
    english, chinese = map(tables, both(home))
    assert [[len(row) for row in table] for table in chinese] == [[len(row) for row in table] for table in english]
    for table, translated in zip(english, chinese, strict=True):
        for row, other in zip(table, translated, strict=True):
            assert code("|".join(other)) == code("|".join(row))


@each_readme
def test_both_name_the_same_code_numbers_and_places(home: Path) -> None:
    english, chinese = both(home)
    assert code(chinese) == code(english)
    assert set(re.findall(r"\d+(?:\.\d+)*", chinese)) == set(re.findall(r"\d+(?:\.\d+)*", english))
    places = [re.findall(r"\]\((?!http)([^)]+)\)", text.replace(".zh-CN", "")) for text in (english, chinese)]
    assert sorted(places[0]) == sorted(places[1])


@each_readme
def test_each_leads_to_the_other_and_every_place_that_is_linked_is_there(home: Path) -> None:
    english, chinese = both(home)
    assert "[中文](README.zh-CN.md)" in english
    assert "[English](README.md)" in chinese
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", english + chinese):
        assert (home / link).exists(), link
