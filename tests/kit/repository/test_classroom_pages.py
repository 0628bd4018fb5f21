"""docs/classroom.md and its Chinese sister: what they name is there, and both have the same of it."""

import json
import re

import pytest

from tests.kit.answers import KIT

PAGES = {name: (KIT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("classroom", "classroom.zh-CN")}


def code_blocks(text: str) -> list[str]:
    return re.findall(r"^ *```[\s\S]*?^ *```", text, re.MULTILINE)


@pytest.mark.parametrize("name", PAGES)
def test_every_place_that_a_page_links_or_says_to_copy_is_there(name: str) -> None:
    text = PAGES[name]
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (KIT / "docs" / link).exists(), link
    files = set(re.findall(r"`((?:platforms|\.github|\.devcontainer)/[^`@]*[a-z/])[`@]", text))
    assert len(files) >= 5
    for file in files - {".github/workflows/grade.yml"}:  # the learner's
        assert (KIT / file).exists(), file
    anchors = {re.sub(r"[^\w -]", "", title).replace(" ", "-").lower() for title in re.findall(r"^#+ (.*)", text, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


@pytest.mark.parametrize("name", PAGES)
def test_the_rule_comes_first(name: str) -> None:
    first = PAGES[name].split("\n\n")[2]
    assert first.startswith("**")
    assert "SECURITY.md" in first


def test_the_chinese_page_has_the_commands_settings_and_platforms_of_the_english_one() -> None:
    english, chinese = PAGES.values()
    platforms = [text[: text.index("### ")] for text in (english, chinese)]
    assert code_blocks(platforms[1]) == code_blocks(platforms[0])
    named = [set(re.findall(r"`([^`\n]+)`", re.sub(r"```[\s\S]*?```", "", text))) for text in platforms]
    assert {span.replace(".zh-CN", "") for span in named[1]} == named[0]


def test_the_settings_of_the_question_for_prairielearn_are_documented_ones() -> None:
    [question] = (block for block in code_blocks(PAGES["classroom"]) if "externalGradingOptions" in block)
    options = json.loads(question.removeprefix("```json").removesuffix("```"))["externalGradingOptions"]
    assert options.keys() <= {"enabled", "image", "entrypoint", "timeout", "enableNetworking", "environment"}
    assert (KIT / options["entrypoint"].removeprefix("/kit/")).is_file()
    assert 30 <= options["timeout"] <= 600, "PrairieLearn allows no more"
