"""The report at a terminal: where the learner stands, then the first thing to do next."""

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from grading.grade import Settings, grade
from grading.report.terminal import STATUS, show
from grading.results import Scorecard
from grading.text import NOTHING
from tests.kit.answers import folder
from tests.kit.report.scorecards import (
    ALL_KINDS,
    BONUS,
    BROKEN,
    ENVIRONMENT,
    PARTLY,
    SOLVED,
    TRAINING,
    check,
    scorecard,
    shown,
)

COLOUR = re.compile(r"\x1b\[(?:\d*;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d*)*m")
CHINESE = replace(
    PARTLY,
    checks=(check("rows", "failed", "归一化" * 60 + "\n" + "很长" * 100),),
    advice=("每行之和应为一。" * 30,),
)
LONG = replace(
    PARTLY,
    checks=(check("a_title_that_goes_on_" * 10, "failed", "x" * 500 + "\n" + "word " * 100),),
)
STUBS = grade(folder("exercises"), Settings(seed=3))


def flat(text: str) -> str:
    """The words in one line, wherever the terminal broke it."""
    return " ".join(text.split())


def next_step(text: str) -> str:
    """From the first thing to do next on."""
    assert text.count("Next: ") == 1
    return flat(text[text.index("Next: ") :])


# What it says, beside what the transcript in docs/ shows


def test_what_goes_beyond_the_score_has_a_block_of_its_own_below_it() -> None:
    text = shown(scorecard(SOLVED, bonus=(BONUS,)))
    score, _, block = text.partition("Beyond the book's five, outside the score:")
    assert flat(score) == "Score 10 / 10 softmax 10 / 10 passed"
    assert flat(block).startswith("beyond 5 / 15 partly right")
    assert "All checks pass." in block, "of those that count"
    assert "beyond: There is a shorter way." in block
    assert next_step(text).startswith("Next: beyond. What does not hold yet: Rows sum to one.")


def test_a_bonus_alone_has_no_score_beside_it_and_comes_after_what_counts() -> None:
    assert "Score" not in shown(scorecard(bonus=(BONUS,)))
    assert "All checks pass." not in shown(scorecard(bonus=(BONUS,)))
    assert next_step(shown(scorecard(PARTLY, bonus=(BONUS,)))).startswith("Next: softmax. ")
    assert "Beyond" not in shown(scorecard(PARTLY))


def test_each_status_of_an_exercise_has_its_own_words() -> None:
    statuses = ["passed", "partial", "failed", "not_started", "error", "timeout"]
    assert list(STATUS) == statuses
    assert len({words for words, _ in STATUS.values()}) == len(statuses)


def test_a_very_long_message_is_cut_to_its_first_lines() -> None:
    message = "\n".join(f"line {n}" for n in range(1000))
    long = replace(PARTLY, checks=(check("rows", "failed", message),), difference=NOTHING)
    lines = shown(scorecard(long)).splitlines()
    assert len(lines) < 40
    assert "  ..." in [line.rstrip() for line in lines]


def test_code_that_does_not_run_is_shown_with_the_reason() -> None:
    text = shown(scorecard(BROKEN))
    assert "softmax 0 / 5 does not run" in flat(text)
    assert "exercises/softmax.py, line 12, is not valid Python: invalid syntax. return X +" in next_step(text)


def test_missing_layers_of_the_sandbox_are_named() -> None:
    bare = replace(ENVIRONMENT, missing=("Landlock: this kernel offers none",))
    assert "Not confined here: Landlock: this kernel offers none." in flat(shown(scorecard(PARTLY, environment=bare)))


def test_markup_in_a_message_is_shown_and_not_followed() -> None:
    message = "[bold]X[/bold] [/] :smile: https://x.y"
    odd = replace(PARTLY, checks=(check("rows", "failed", message),), difference=NOTHING)
    assert "[bold]X[/bold] [/] :smile: https://x.y" in shown(scorecard(odd))


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(
            scorecard(replace(PARTLY, checks=(check("rows", "failed", "a \x1b[2J\x1b]0;b\x07\r\x08 c"),))), id="message"
        ),
        pytest.param(scorecard(replace(PARTLY, advice=("\x1b[31m",))), id="advice"),
        pytest.param(replace(STUBS, submission="a\x1b[31mb"), id="folder"),
        pytest.param(scorecard(SOLVED, notes=("\x1b[31m",)), id="note"),
    ],
)
def test_no_control_character_reaches_the_terminal(card: Scorecard) -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown(card))


# How it looks


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize(
    "card",
    [
        STUBS, scorecard(PARTLY), scorecard(BROKEN), scorecard(SOLVED, training=TRAINING), scorecard(ALL_KINDS),
        scorecard(CHINESE), scorecard(LONG), scorecard(SOLVED, bonus=(BONUS,)),
        scorecard(SOLVED, notes=("a long note " * 30,)),
    ],
    ids=["stubs", "partly", "broken", "solved", "all kinds", "Chinese", "long", "bonus", "note"],
)  # fmt: skip
def test_no_line_is_wider_than_the_terminal(card: Scorecard, width: int) -> None:
    for line in shown(card, width).splitlines():
        assert cell_len(line) <= width, line


def test_the_untouched_kit_fits_on_one_small_screen() -> None:
    assert len(shown(STUBS).splitlines()) <= 24


def screen(card: Scorecard, **environment: str) -> str:
    """What goes to a terminal, colours and all."""
    output = io.StringIO()
    variables = {"TERM": "xterm-256color", **environment}
    show(card, Console(file=output, width=80, force_terminal=True, highlight=False, _environ=variables))
    return output.getvalue()


def test_a_terminal_gets_colours_unless_no_color_is_set() -> None:
    assert COLOUR.search(screen(scorecard(PARTLY)))
    assert not COLOUR.search(screen(scorecard(PARTLY), NO_COLOR="1"))
    assert not COLOUR.search(screen(scorecard(SOLVED, training=TRAINING), NO_COLOR="1"))


def test_colours_add_nothing_that_the_words_do_not_say() -> None:
    for card in (STUBS, scorecard(PARTLY), scorecard(ALL_KINDS)):
        assert re.sub(r"\x1b\[[0-9;]*m", "", screen(card)) == shown(card)
