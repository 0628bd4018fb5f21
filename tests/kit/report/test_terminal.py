"""The report at a terminal: where the learner stands, then the first thing to do next."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from course import EXERCISES
from grading.grade import Settings, grade
from grading.report.terminal import STATUS, show
from grading.results import Scorecard
from grading.submissions.submission import read_folder
from tests.kit.answers import KIT, folder
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


def report(card: Scorecard, width: int = 80) -> str:
    """What a person sees on a terminal of this many columns, without its colours."""
    screen = io.StringIO()
    show(card, Console(file=screen, width=width, highlight=False, _environ={}))
    return screen.getvalue()


def flat(text: str) -> str:
    """The words in one line, wherever the terminal broke it."""
    return " ".join(text.split())


def next_step(text: str) -> str:
    """From the first thing to do next on."""
    assert text.count("Next: ") == 1
    return flat(text[text.index("Next: ") :])


# What it says


@pytest.mark.parametrize(
    ("card", "standing"),
    [
        (STUBS, "Score 0 / 100"),
        (scorecard(PARTLY), "Score 5 / 15"),
        (scorecard(SOLVED, training=TRAINING), "Score 10 / 10"),
        (scorecard(BROKEN), "Score 0 / 5"),
    ],
    ids=["stubs", "partly", "solved", "broken"],
)
def test_it_says_first_where_the_learner_stands(card: Scorecard, standing: str) -> None:
    assert report(card).split("\n")[:3] == ["", standing, ""]


def test_each_exercise_has_a_line_with_its_score_and_its_status() -> None:
    card = scorecard(PARTLY, ALL_KINDS, replace(SOLVED, id="train_epoch"))
    lines = [flat(line) for line in report(card).splitlines()]
    assert "softmax 5 / 15 partly right" in lines
    assert "accuracy 5 / 30 partly right" in lines
    assert "train_epoch 10 / 10 passed" in lines


def test_what_goes_beyond_the_score_has_a_block_of_its_own_below_it() -> None:
    text = report(scorecard(SOLVED, bonus=(BONUS,)))
    score, _, block = text.partition("Beyond the book's five, outside the score:")
    assert flat(score) == "Score 10 / 10 softmax 10 / 10 passed"
    assert flat(block).startswith("beyond 5 / 15 partly right")
    assert "All checks pass." in block, "of those that count"
    assert "beyond: There is a shorter way." in block
    assert next_step(text).startswith("Next: beyond: Rows sum to one")


def test_a_bonus_alone_has_no_score_beside_it_and_comes_after_what_counts() -> None:
    assert "Score" not in report(scorecard(bonus=(BONUS,)))
    assert "All checks pass." not in report(scorecard(bonus=(BONUS,)))
    assert next_step(report(scorecard(PARTLY, bonus=(BONUS,)))).startswith("Next: softmax: ")
    assert "Beyond" not in report(scorecard(PARTLY))


def test_each_status_of_an_exercise_has_its_own_words() -> None:
    statuses = ["passed", "partial", "failed", "not_started", "error", "timeout"]
    assert list(STATUS) == statuses
    assert len({words for words, _ in STATUS.values()}) == len(statuses)


def test_stubs_lead_to_the_file_to_open_and_what_to_replace() -> None:
    step = next_step(report(STUBS))
    assert step.startswith("Next: open exercises/softmax.py,")
    assert "`raise NotImplementedError`" in step
    assert "waiting for softmax" in flat(report(STUBS))


def test_one_wrong_exercise_shows_its_first_open_check_and_the_message() -> None:
    solved = replace(SOLVED, id="cross_entropy")
    step = next_step(report(scorecard(solved, PARTLY, ALL_KINDS)))
    assert step.startswith("Next: softmax: Rows sum to one Sums down the columns You sum down the columns.")
    assert "softmax([[1, 2, 3]]) returned [[1.0, 1.0, 1.0]]" in step
    assert "Which dimension do you sum along?" in step
    assert "No gradient came back." not in step
    assert "1 more of its checks" in step


def test_the_lines_of_a_message_stay_lines() -> None:
    shown = [line.strip() for line in report(scorecard(PARTLY)).splitlines()]
    message = PARTLY.open_checks[0].message
    assert [line.strip() for line in message.splitlines()] == [line for line in shown if line in message and line][-3:]


def test_a_very_long_message_is_cut_to_its_first_lines() -> None:
    long = replace(PARTLY, checks=(check("rows", "failed", "\n".join(f"line {n}" for n in range(1000))),))
    shown = report(scorecard(long)).splitlines()
    assert len(shown) < 40
    assert "  ..." in [line.rstrip() for line in shown]


def test_a_syntax_error_shows_its_file_and_its_line(tmp_path: Path) -> None:
    home = tmp_path / "homework"
    home.mkdir()
    (home / "softmax.py").write_text("def softmax(X):\n    e = X.exp()\n    return e +\n")
    card = grade(read_folder(home), Settings(tasks=EXERCISES[:1]))
    text = report(card)
    assert "softmax 0 / 15 does not run" in flat(text)
    assert "homework/softmax.py, line 3, is not valid Python: invalid syntax. return e +" in next_step(text)


def test_where_all_passed_there_is_nothing_to_do() -> None:
    text = report(scorecard(SOLVED, training=TRAINING))
    assert "All checks pass." in text
    assert "Next: " not in text


def test_it_names_the_data_set_and_how_the_model_did_on_it() -> None:
    text = flat(report(scorecard(SOLVED, training=TRAINING)))
    assert "test accuracy 0.812 on Fashion-MNIST (60,000 + 10,000 images), after 2 epochs" in text


def test_it_shows_notes_advice_seed_and_missing_layers() -> None:
    missing = replace(ENVIRONMENT, missing=("Landlock: this kernel offers none",))
    text = flat(report(scorecard(PARTLY, notes=("Drawn garments stand in.",), environment=missing)))
    assert "Drawn garments stand in." in text
    assert "softmax: Your code printed 200,000 characters." in text
    assert "--seed 7" in text
    assert "Landlock: this kernel offers none" in text


def test_markup_in_a_message_is_shown_and_not_followed() -> None:
    odd = replace(PARTLY, checks=(check("rows", "failed", "[bold]X[/bold] [/] :smile: https://x.y"),))
    assert "[bold]X[/bold] [/] :smile: https://x.y" in report(scorecard(odd))


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
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", report(card))


# How it looks


@pytest.mark.parametrize("width", [60, 80, 120])
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
    for line in report(card, width).splitlines():
        assert cell_len(line) <= width, line


def test_the_untouched_kit_fits_on_one_small_screen() -> None:
    assert len(report(STUBS).splitlines()) <= 24


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
        assert re.sub(r"\x1b\[[0-9;]*m", "", screen(card)) == report(card)


def test_a_pipe_gets_plain_text_of_80_columns() -> None:
    hidden = ("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "grader.py", "--seed", "3"]
    finished = subprocess.run(command, cwd=KIT, env=environment, capture_output=True, text=True, timeout=120)
    assert finished.stderr == ""
    assert finished.returncode == 1
    assert "\x1b" not in finished.stdout
    assert all(cell_len(line) <= 80 for line in finished.stdout.splitlines())
    assert "Score 0 / 100" in finished.stdout
