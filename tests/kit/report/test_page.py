"""A Scorecard as a page: all problems and not the first one only, the model in training, and what comes next."""

import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from math import inf, nan
from pathlib import Path

import pytest

import course
from grading.grade import Settings, unusable
from grading.report import page
from grading.results import EpochMetrics
from tests.kit.commands.running import called, copied
from tests.kit.pages.samples import HOSTILE, TRAINED, full, unreadable
from tests.kit.report.scorecards import ALL_KINDS, PARTLY, SOLVED, scorecard
from tests.kit.report.test_html import Tags


class Names(HTMLParser):
    """The names of all tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}


MOST = sys.float_info.max
WITHOUT_END = re.compile(r"<(meta|link|img)\b[^>]*>|<!DOCTYPE[^>]*>|<style>.*?</style>", re.DOTALL)


def words(text: str) -> str:
    """The text of a page, in one line, without its style."""
    return " ".join(Tags(WITHOUT_END.sub("", text)).text.split())


def test_a_page_shows_every_open_check_unfolded_with_what_came_back_beside_what_was_expected() -> None:
    text = page.render(scorecard(PARTLY, ALL_KINDS))
    said = words(text)
    for result in (PARTLY, ALL_KINDS):
        for check in result.open_checks:
            assert " ".join(check.message.split()) in said, check.id
    assert text.count("<details open>") == sum(len(result.open_checks) for result in (PARTLY, ALL_KINDS))
    assert "Next: softmax. What does not hold yet: Rows sum to one." in said


def test_a_page_says_what_comes_next() -> None:
    assert "All checks pass." in words(page.render(scorecard(SOLVED)))
    assert "cross_entropy is next: open exercises/cross_entropy.py." in words(page.render(scorecard(SOLVED)))
    untouched = words(page.render(unusable("exercises", "", Settings(tasks=course.TASKS[:1]))))
    assert "Next: softmax does not run yet." in untouched


def test_the_model_in_training_is_shown_in_curves_and_images() -> None:
    text = page.render(scorecard(SOLVED, training=TRAINED))
    assert 'aria-label="Training loss by epoch: 0.9 in epoch 1, 0.9 in epoch 1."' in text, "None cannot be drawn"
    assert 'aria-label="Accuracy on the test images by epoch: 0.755 in epoch 1, 0.812 in epoch 2."' in text
    assert text.count("<img ") == len(TRAINED.samples)
    assert "taken for: coat" in words(text)
    assert "img-src data:" in text
    assert "img-src" not in page.render(scorecard(SOLVED)), "nothing is permitted that is not needed"


def test_a_loss_below_zero_is_seen_and_an_accuracy_that_is_none_is_said_to_leave_the_picture() -> None:
    history = (EpochMetrics(1, -0.5, 120.0, 0.5), EpochMetrics(2, -2.5, 130.0, 0.6))
    text = page.render(scorecard(SOLVED, training=replace(TRAINED, history=history)))
    first_picture = text[text.index("<svg") : text.index("</svg>")]
    assert "\N{MINUS SIGN}2" in first_picture
    assert "leaves the picture" in text
    assert "leaves the picture" not in page.render(scorecard(SOLVED, training=TRAINED))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "values",
    [[nan], [inf, -inf], [-1e308, -1e308], [MOST, -MOST, 1.0], [None, None], [0.0], [5e-324, 1e14], [0.5, nan]],
)
def test_whatever_a_learners_epoch_reports_there_is_a_picture(values: list[float | None]) -> None:
    """One that cannot be drawn would end the grading of a class."""
    history = tuple(EpochMetrics(epoch, value, value, 0.1) for epoch, value in enumerate(values, start=1))
    for epochs in (len(values), 100):
        text = page.render(scorecard(SOLVED, training=replace(TRAINED, history=history, epochs=epochs)))
        assert text.count("<svg") == 2
        assert not re.search(r"\b(nan|inf)\b", text)


def test_pictures_of_one_page_share_no_name() -> None:
    ids = re.findall(r'\bid="([^"]+)"', page.render(full()))
    assert len(ids) == len(set(ids))


def test_what_could_not_be_read_is_said_once() -> None:
    said = words(page.render(unreadable()))
    assert said.count("is damaged.") == 1
    assert "This submission could not be read, so nothing was graded." in said
    assert "Next:" not in said


def test_nothing_of_a_submission_becomes_markup() -> None:
    text = page.render(full())
    assert HOSTILE in words(text)
    names = Names(text)
    assert "script" not in names.tags
    assert not [name for name in names.attributes if name.startswith("on")]
    assert {"7 * 7", "49"} & set(re.findall(r"7 \* 7|\b49\b", words(text))) == {"7 * 7"}


def test_a_page_is_the_same_each_time_it_is_made() -> None:
    assert page.render(full()) == page.render(full())


def test_a_grade_writes_its_page_and_one_of_an_unusable_submission_too(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert called("grade", "--submission", copied(tmp_path / "stubs"), "--html", file).exit_code == 1
    assert "Next: open stubs/softmax.py" in words(file.read_text(encoding="utf-8"))
    (tmp_path / "empty").mkdir()
    assert called("grade", "--submission", tmp_path / "empty", "--html", file).exit_code == 2
    assert "could not be read" in words(file.read_text(encoding="utf-8"))
