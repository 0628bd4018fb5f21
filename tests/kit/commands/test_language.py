"""Chinese or English: which one is spoken, and that it is spoken from the first word to the last."""

import os
import re
from gettext import gettext
from json import loads
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

import language
from course import EXERCISES, exercise
from grading.commands.main import main
from grading.grade import Settings, grade
from grading.report import json
from grading.results import Scorecard
from grading.submissions.submission import Submission
from grading.text import wrapped
from tests.kit.answers import answer, folder, with_files
from tests.kit.commands.running import called, grader, run
from tests.kit.report.scorecards import shown

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "WINDOWS")
LOCALES = {
    "en": ("", "LANG=en_US.UTF-8", "LANG=C.UTF-8", "LC_ALL=C", "LANG=de_DE.UTF-8", "LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8",
           "LANG=zh_CN.UTF-8 LANGUAGE=de:en:zh_CN"),
    "zh": ("WINDOWS=Chinese_China", "LANG=zh_CN.UTF-8", "LANG=zh_TW.UTF-8", "LANG=en_US.UTF-8 LC_MESSAGES=zh_CN.UTF-8",
           "LANG=en_US.UTF-8 LC_MESSAGES=en_US.UTF-8 LC_ALL=zh_CN.GBK", "LANG=en_US.UTF-8 LANGUAGE=zh_CN:en",
           "LANG=zh_CN.UTF-8 LANGUAGE="),
}  # fmt: skip
"""Variables of the environment that mean each language; WINDOWS is what Windows itself says."""
FOR_PEOPLE = ("title", "message", "explanation", "advice", "difference", "seconds")
"""What programs do not read in results.json, or what differs each time."""
ENGLISH_SENTENCE = re.compile(r"[A-Za-z]+(?:[,;]? [A-Za-z]+){3,}")
CLOSING = "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff09\u300b"


def graded(submission: Submission, spoken: str, *ids: str) -> Scorecard:
    language.use(spoken)
    return grade(submission, Settings(tasks=[exercise(id) for id in ids] or EXERCISES, seed=3))


# Which language


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_locale_chooses_unless_a_language_is_asked_for(spoken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variables in LOCALES[spoken]:
        for asked, expected in ((None, spoken), ("en", "en"), ("zh", "zh")):
            for name in VARIABLES:
                monkeypatch.delenv(name, raising=False)
            for variable in variables.split():
                monkeypatch.setenv(*variable.split("=", 1))
            monkeypatch.setattr(language.locale, "getlocale", lambda: (os.environ.get("WINDOWS"), None))
            language.use(asked)
            assert language.current() == expected, variables
            assert gettext("Score {points}") == ("得分 {points}" if expected == "zh" else "Score {points}")


def test_a_text_is_translated_when_it_is_shown_and_not_when_a_module_is_imported() -> None:
    seen = []
    for spoken in ("en", "zh", "en"):
        card = graded(folder("exercises"), spoken, "softmax")
        seen.append((shown(card).split()[0], card.exercises[0].checks[0].title))
    english = ("Score", "The worked example comes out right")
    assert seen == [english, ("得分", "示例的结果正确"), english]


# The commands


@pytest.mark.parametrize(
    "arguments", ["--lang zh", "--lang=zh", "grade --lang zh", "--lang zh grade", "softmax --lang zh"]
)
def test_lang_may_stand_before_a_command_and_behind_it(arguments: str) -> None:
    result = called(*arguments.split())
    assert result.exit_code == 1
    assert "得分 0 / " in result.output
    assert not ENGLISH_SENTENCE.search(result.output)


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_every_command_has_its_help_in_chinese_that_fits_the_screen(command: list[str]) -> None:
    for arguments in ([*command, "--help", "--lang", "zh"], ["--lang", "zh", *command, "--help"]):
        text = called(*arguments).output
        assert text.startswith("用法:")
        assert "--lang [en|zh]" in text
        assert not ENGLISH_SENTENCE.search(text)
        assert all(cell_len(line) <= 80 for line in text.splitlines())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("softmx", "没有练习 'softmx'"), ("grade softmx", "你是不是想说 softmax"), ("--epochs 0", "不在范围 "),
        ("--epochs many", "不是有效的 "), ("--sed 7", "没有选项 '--sed'"), ("solution", "缺少参数"),
        ("reset softmax accuracy", "多余的参数"), ("--submission /nowhere", "没有文件夹 /nowhere"),
        ("--json /nowhere/results.json", "无法写入 results.json"),
    ],
)  # fmt: skip
def test_wrong_usage_is_explained_in_chinese(arguments: str, message: str) -> None:
    result = called("--lang", "zh", *arguments.split())
    assert result.exit_code == 2
    assert message in result.output
    assert not ENGLISH_SENTENCE.search(result.output)


def test_a_language_that_the_kit_does_not_speak_is_refused() -> None:
    result = called("--lang", "fr")
    assert result.exit_code == 2
    assert "'fr' is not one of 'en', 'zh'" in result.output


def test_a_terminal_that_knows_no_chinese_gets_question_marks_and_no_traceback() -> None:
    finished = grader("--lang", "zh", PYTHONIOENCODING="ascii")
    assert (finished.returncode, finished.stderr) == (1, "")
    assert "?? 0 / 100" in finished.stdout


# A whole grade


SUBMISSIONS = {
    "a known mistake": answer("sums_down_the_columns", exercise("softmax")).sources["softmax.py"],
    "an unknown one": "def softmax(X):\n    return 1.01 * X.exp() / X.exp().sum(1, keepdim=True)\n",
    "an unknown one in an epoch": "def train_epoch_ch3(*arguments):\n    return 1, 2\n",
    "an exception": "def accuracy(y_hat, y):\n    return y_hat.right(y)\n",
    "ready-made": "import torch\ndef softmax(X):\n    return torch.softmax(X, 1)\n",
    "no Python": "def accuracy(y_hat, y:\n",
    "another name": "def correct(y_hat, y):\n    return 0\n",
    "the end of the process": "import os\ndef softmax(X):\n    os._exit(3)\n",
    "something that is no value": "def softmax(X):\n    return print\n",
    "advice": "def softmax(X):\n    return (X.clone().exp().T / X.exp().sum(1)).T\n",
}


@pytest.mark.parametrize("kind", SUBMISSIONS)
def test_no_english_sentence_is_left_in_a_chinese_report(kind: str) -> None:
    language.use("zh")  # before a text is found to be no Python
    source = SUBMISSIONS[kind]
    attempted = next((one for one in EXERCISES if one.name in source), exercise("accuracy"))
    card = graded(with_files("solutions", {attempted.file: source}), "zh", attempted.id)
    own_texts = re.sub(r"`[^`]*`|\w+Error:[ -~\n]*|^ {6}.*", "", shown(card), flags=re.MULTILINE)
    assert re.search(r"[\u4e00-\u9fff]{4}", own_texts)
    assert not ENGLISH_SENTENCE.search(own_texts), own_texts
    assert card.score < card.max_score or card.exercises[0].advice
    for width in (40, 60, 80, 120):
        for line in shown(card, width).splitlines():
            assert cell_len(line) <= width, line
            assert not line.strip().startswith(tuple(CLOSING)), line


def test_what_the_kit_says_inside_a_worker_is_chinese_too() -> None:
    source = folder("solutions").sources["train_epoch.py"].replace("losses.sum().backward()", "pass")
    [result] = graded(with_files("solutions", {"train_epoch.py": source}), "zh", "train_epoch").exercises
    assert any("还没有梯度" in check.message for check in result.open_checks)


def test_programs_read_the_same_in_both_languages() -> None:
    def for_programs(report: str) -> Any:
        return loads(report, object_hook=lambda items: {key: items[key] for key in items if key not in FOR_PEOPLE})

    submission = answer("sums_down_the_columns", exercise("softmax"))
    english, chinese = (json.render(graded(submission, spoken, "softmax")) for spoken in ("en", "zh"))
    assert '"title": "你沿着列求和' in chinese
    assert for_programs(chinese) == for_programs(english)


def test_pytest_alone_speaks_chinese_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE")
    (tmp_path / "softmax.py").write_text("def softmax(X):\n    return X.exp() / X.exp().sum()\n", encoding="utf-8")
    finished = run(
        "-m", "pytest", "-q", "-k", "softmax and worked_example", f"--submission={tmp_path}",
        LC_ALL="zh_CN.UTF-8", PYTHONUTF8="1",
    )  # fmt: skip
    assert "两行都是从一个类别到下一个增加 1" in finished.stdout, finished.stdout + finished.stderr


# Two columns a character


def test_wrapping_loses_nothing_and_keeps_to_the_width() -> None:
    for text in ("", "  一行 one word、两行。", "x" * 200, "很长" * 100, "  one\n\ntwo ", "《“softmax”》。" * 9):
        for width in (3, 4, 10, 79):
            lines = wrapped(text, width)
            assert re.sub(r"\s", "", lines) == re.sub(r"\s", "", text)
            assert all(cell_len(line) <= width for line in lines.split("\n"))
