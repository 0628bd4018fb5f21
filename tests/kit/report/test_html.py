"""A Scorecard as HTML: what came back stands beside what was expected, and nothing of a learner's becomes markup."""

from dataclasses import replace
from html.parser import HTMLParser

from grading.report.html import Message, parts, render
from grading.results import Mistake
from grading.text import Shown
from tests.kit.report.scorecards import ALL_KINDS, BONUS, BROKEN, PARTLY, SOLVED, SYNTAX_ERROR, check, scorecard

BESIDE = "softmax([[1, 2]])\n  returned  [[1.0, 1.0], [2.0, 2.0]]\n  expected  [[0.27, 0.73]]\nWhich dimension?"
HOSTILE = "<script>alert(1)</script>\n  got       <b>1</b>\n  expected  '\"><img src=x>\n&amp;\x1b[2J"


class Tags(HTMLParser):
    """The tags of a page in their order, with their attributes, and its text; AssertionError if it is not balanced."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.text += " "
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_message_is_taken_apart_where_it_shows_values_side_by_side() -> None:
    beside = [("returned", "[[1.0, 1.0],\n [2.0, 2.0]]"), ("expected", "[[0.27, 0.73]]")]
    assert parts(BESIDE) == Message("softmax([[1, 2]])", beside, "Which dimension?")
    chinese = "softmax(1)\n  返回  1\n  应为  2\n为什么"
    assert parts(chinese).values == [("返回", "1"), ("应为", "2")]
    for other in (SYNTAX_ERROR, "", "a\n  returned  1\nb\n  expected  2"):
        assert parts(other) == Message(other, [], "")


def test_a_report_shows_points_mistakes_and_what_came_back_beside_what_was_expected() -> None:
    beside = replace(PARTLY, checks=(*PARTLY.checks, check("values", "failed", BESIDE, output="printed")))
    page = Tags(render(scorecard(beside, SOLVED, BROKEN, ALL_KINDS, bonus=(BONUS,), notes=("Drawn.",))))
    text = " ".join(page.text.split())
    for said in ("5 / 20", "You sum down the columns.", "returned [[1.0, 1.0], [2.0, 2.0]] expected [[0.27, 0.73]]",
                 "Your code printed: printed", "There is a shorter way.", "Drawn.", "not started"):  # fmt: skip
        assert said in text, said
    assert text.count(" ".join(SYNTAX_ERROR.split())) == 1
    assert [dict for tag, dict in page.tags if tag == "details" and "open" in dict]
    classes = {name for _tag, given in page.tags for name in (given.get("class") or "").split()}
    assert classes >= {"passed", "partial", "error"}


def test_what_a_learner_wrote_is_text_and_never_markup() -> None:
    hostile = replace(
        PARTLY,
        checks=(check("x", "failed", HOSTILE, output=HOSTILE), check("y", "error", HOSTILE)),
        mistakes=(Mistake("<i>", HOSTILE, HOSTILE),),
        advice=(HOSTILE,),
        difference=Shown(HOSTILE),
    )
    page = Tags(render(scorecard(hostile, notes=(HOSTILE,))))
    assert {tag for tag, _given in page.tags} <= {
        "style", "div", "span", "p", "b", "ul", "li", "details", "summary", "pre", "code",
    }  # fmt: skip
    assert "<script>alert(1)</script>" in page.text
    assert "\x1b" not in page.text
