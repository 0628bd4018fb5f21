"""The transcript in docs/ is what the kit says today; every hint and every advice speaks both languages."""

import sys

import pytest
from click.testing import CliRunner

import language
from grading.commands.main import main
from grading.feedback import review
from tests.kit.answers import ALL, KIT
from tests.kit.repository.transcript import PAGES, page

ADVICE = [
    text
    for module in (review, *(sys.modules[f"course.{exercise.id}"] for exercise in ALL))
    for name, text in vars(module).items()
    if name.isupper() and isinstance(text, str) and " " in text
]


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.slow
@pytest.mark.parametrize("spoken", PAGES)
def test_the_transcript_is_fresh(spoken):
    written = PAGES[spoken].read_text(encoding="utf-8")
    assert written == page(spoken), "run python -m tests.kit.repository.transcript"
    assert "100 / 100" in written


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_each_hint_is_given_in_both_languages(exercise, spoken, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    shown = []
    for _ in range(3):
        run = CliRunner().invoke(main, ["hint", exercise.id, "--submission", str(KIT / "exercises"), "--lang", spoken])
        assert run.exit_code == 0, run.output
        shown.append(run.output)
    assert len(set(shown)) == 3
    assert [is_chinese(text) for text in shown] == [spoken == "zh"] * 3


def test_there_is_advice_to_translate():
    assert len(ADVICE) >= 4


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_each_advice_is_given_in_both_languages(spoken):
    from gettext import gettext

    language.use(spoken)
    for text in ADVICE:
        assert is_chinese(gettext(text)) == (spoken == "zh"), text
