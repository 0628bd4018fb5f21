"""What a submission says reaches no report as it came: it is printable and short, whatever field it is put into."""

import io
import json
import time
import unicodedata
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console

from course import TASKS
from grading.grade import Settings, grade
from grading.report import json as json_report
from grading.report import junit, page, terminal
from grading.results import Scorecard
from grading.sandbox import session as session_module
from grading.sandbox.process import Worker
from grading.text import wrapped
from tests.kit.answers import KIT, folder, with_files

STRANGE = (
    "\x1b[2J\0\u202e\r::error::Score 100 / 100\n" + "\N{LEFT DOUBLE QUOTATION MARK}" * 2_000 + '"&<' * 400 + " " * 900
)
MOST_BYTES = 200_000


def reports(scorecard: Scorecard) -> dict[str, str]:
    output = io.StringIO()
    terminal.show(scorecard, Console(file=output, width=80, color_system=None))
    return {
        "json": json_report.render(scorecard), "junit": junit.render(scorecard), "html": page.render(scorecard),
        "terminal": output.getvalue(),
    }  # fmt: skip


def expect_harmless(scorecard: Scorecard) -> None:
    began = time.monotonic()
    for form, text in reports(scorecard).items():
        assert len(text.encode()) <= MOST_BYTES, form
        steering = {c for c in text if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\t"}
        assert not steering, (form, steering)
    assert "\\u0000" not in reports(scorecard)["json"]
    assert not [line for line in reports(scorecard)["terminal"].splitlines() if line.startswith("::")]
    assert time.monotonic() - began < 1


PLACES = {
    "a printed text": f"    print({STRANGE!r})\n    return X\n",
    "an exception's text": f"    raise ValueError({STRANGE!r})\n",
    "an exception's type": f"    raise type({STRANGE[:300].replace(chr(0), '')!r}, (Exception,), {{}})('oh')\n",
    "a function's name": f"    f = lambda: 1 / 0\n    f.__code__ = f.__code__.replace(co_name={STRANGE!r})\n    f()\n",
    "a returned text": f"    return {STRANGE!r}\n",
    "a returned dictionary": f"    return {{{STRANGE!r}: 1}}\n",
    "a returned object's type": f"    return type({STRANGE.replace(chr(0), '')!r}, (), {{}})()\n",
    "a line of code": "    raise ValueError  # " + STRANGE[30:].replace("\n", "") + "\n",
}


@pytest.mark.attack
@pytest.mark.parametrize("place", PLACES)
def test_strange_text_is_harmless_wherever_a_submission_puts_it(place: str) -> None:
    softmax = f"def softmax(X):\n{PLACES[place]}"
    others = {f"{task.id}.py": softmax.replace("softmax(X)", f"{task.name}(X, *args)") for task in TASKS[1:-1]}  # type: ignore[attr-defined]  # exercises have names
    scorecard = grade(with_files("solutions", {"softmax.py": softmax, **others}), Settings(data="synthetic"))
    assert scorecard.score == 0
    expect_harmless(scorecard)


def with_every_text(value: Any, change: Callable[[str], str]) -> list[Any]:
    """The value with each of its texts changed, one at a time, those that are keys too."""
    if isinstance(value, str):
        return [change(value)]
    if isinstance(value, dict):
        keys = [{change(key) if key == old else key: item for key, item in value.items()} for old in value]
        return keys + [{**value, key: new} for key, item in value.items() for new in with_every_text(item, change)]
    if isinstance(value, list):
        return [
            [*value[:at], new, *value[at + 1 :]]
            for at, item in enumerate(value)
            for new in with_every_text(item, change)
        ]
    return []


HONEST = {
    "an exception": {
        "number": 1, "printed": "", "ready_made": [],
        "raised": {"type": "E", "not_written": False, "text": "", "frames": [["softmax.py", 1, "softmax"]]},
    },
    "a call": {
        "number": 1, "printed": "", "ready_made": [["aten::softmax", "softmaxes", {"softmax.py": 1}]],
        "value": {"value": "", "args": [], "operators": {"a": 1}},
    },
}  # fmt: skip
FORGED = {
    f"{name}, text {place}": forged
    for name, honest in HONEST.items()
    for place, forged in enumerate(with_every_text(honest, lambda text: STRANGE * 3))
}


@pytest.mark.attack
@pytest.mark.parametrize("name", FORGED)
def test_a_worker_that_forges_any_text_of_any_reply_does_no_harm(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from grading.sandbox import process

    honest_ask = process.Worker.ask

    def ask(worker: Worker, op: str, what: str, seconds: float, **arguments: Any) -> process.Reply:
        if op != "call":
            return honest_ask(worker, op, what, seconds, **arguments)
        return process._checked(FORGED[name], 1)

    monkeypatch.setattr(session_module.process.Worker, "ask", ask)
    expect_harmless(grade(folder("solutions"), Settings(tasks=TASKS[:2])))


@pytest.mark.parametrize(
    "text", ["\N{LEFT DOUBLE QUOTATION MARK}" * 80_000, " " * 80_000 + "x", "`" * 80_000, "\u4e2d" * 80_000]
)
def test_long_lines_of_any_character_are_wrapped_in_time(text: str) -> None:
    began = time.monotonic()
    assert max(map(len, wrapped(text, 80).splitlines())) <= 80
    assert time.monotonic() - began < 3


def test_only_one_function_makes_text_fit_to_be_shown() -> None:
    makers = [path for path in (KIT / "grading").rglob("*.py") if "Shown(" in path.read_text(encoding="utf-8")]
    assert makers == [KIT / "grading" / "text.py"]


def test_what_a_learner_prints_stands_under_its_check_and_is_marked_as_theirs() -> None:
    source = (
        folder("solutions").sources["softmax.py"].replace("    X_exp =", "    print('shape', X.shape)\n    X_exp = 2 -")
    )
    scorecard = grade(with_files("solutions", {"softmax.py": source}), Settings(tasks=TASKS[:1]))
    written = reports(scorecard)
    lines = [line.strip() for line in written["terminal"].splitlines()]
    assert lines[lines.index("Your code printed:") + 1] == "shape torch.Size([2, 3])"
    [softmax] = json.loads(written["json"])["exercises"]
    assert softmax["checks"][0]["output"].startswith("shape torch.Size([2, 3])\n")
    assert ElementTree.fromstring(written["junit"]).findtext(".//system-out", "").startswith("shape")
