"""The Chinese catalogue: complete, fresh, and saying what the English says."""

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from course import TASKS
from grading.checks.catalogue import checks_of
from language.update import CATALOGUE, KIT, extract

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SENTENCE = re.compile(r"[A-Za-z]+[,;:]? [a-z]+[,;:]? [a-z]+")
NO_SENTENCE = re.compile(r"\\w|^(\w+, )+\w+$|get 0|get 1")
"""A regular expression, the parameters of a function, a script."""
SOURCES = [path for folder in ("grading", "given", "tests/graded") for path in sorted((KIT / folder).rglob("*.py"))]
SOURCES += sorted((KIT / "course").glob("*.py"))
PROGRAMS = (KIT / "course" / "check.py", KIT / "grading" / "submissions" / "unpacking.py")
"""They speak to authors, or to another process."""


def read(path: Path, locale: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale)


def plain(text: str | tuple[str, ...]) -> str:
    """A text, or its plural: Chinese has one form for both."""
    return text if isinstance(text, str) else text[-1]


MESSAGES = [message for message in read(CATALOGUE, "zh_CN") if message.id]
PAIRS = [(plain(message.id), plain(message.string)) for message in MESSAGES]
ENTRIES = list(zip(MESSAGES, PAIRS, strict=True))


def test_every_text_is_in_the_catalogue_and_every_entry_is_a_text(tmp_path: Path) -> None:
    """If this fails: python -m language.update, then translate what it has added."""
    extract(tmp_path / "kit.pot")
    texts = {message.id for message in read(tmp_path / "kit.pot") if message.id}
    entries = {message.id for message in MESSAGES}
    assert texts - entries == set(), "texts that are not in the catalogue"
    assert entries - texts == set(), "stale entries"


def test_the_names_of_checks_are_found_as_reports_show_them() -> None:
    shown = {text for task in TASKS for check in checks_of(task) for text in (check.title, check.why)}
    assert shown - {message.id for message in MESSAGES} == set()


def test_every_text_is_translated_in_its_present_wording() -> None:
    assert [text for message, (text, translation) in ENTRIES if message.fuzzy or not translation] == []
    assert not read(CATALOGUE, "zh_CN").obsolete


def test_the_compiled_catalogue_is_fresh() -> None:
    """If this fails: python -m language.update."""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message, (text, translation) in ENTRIES:
        found = compiled.gettext(text) if isinstance(message.id, str) else compiled.ngettext(*message.id, 2)
        assert found == translation
    assert len([key for key in compiled._catalog if key]) == len(ENTRIES)  # type: ignore[attr-defined]  # no public way


def placeholders(text: str) -> Counter[tuple[str | None, ...]]:
    """Names, formats and conversions of what a text leaves open."""
    named = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    return Counter([*named, *((name,) for name in re.findall(r"%\(\w+\)s", text))])


def test_a_translation_leaves_open_what_the_text_leaves_open() -> None:
    for message, (text, translation) in ENTRIES:
        forms = [text] if isinstance(message.id, str) else message.id
        assert placeholders(translation) in [placeholders(form) for form in forms], text


def test_a_translation_is_chinese_and_calm() -> None:
    for text, translation in PAIRS:
        words = re.search(r"[a-z]{3}", re.sub(r"\{[^}]*\}", "", translation))
        assert CHINESE.search(translation) or translation == "Softmax" or not words, text
        assert not re.search(r"\uff01|!(?!r\})", translation), text
        assert not re.search(r"[\u4e00-\u9fff][,;?]|[\u4e00-\u9fff]:(?!$)", translation), f"Chinese punctuation: {text}"
        assert translation == translation.strip(), text


def test_code_stays_code() -> None:
    for text, translation in PAIRS:
        code = re.findall(r"`[^`]+`|--[a-z]+|'[a-z-]+'", text)
        assert [quoted for quoted in code if quoted not in translation] == [], text


@pytest.mark.parametrize(
    ("word", "term"),
    [
        (r"\bepochs?\b", "迭代周期"), (r"\bgradients?\b", "梯度"), (r"\baccuracy\b(?!\()", "精度"),
        (r"\bloss(es)?\b", "损失"), (r"\btensors?\b", "张量"), (r"\blabels?\b", "标签"),
        (r"\bbatch size\b", "批量大小"), (r"\bevaluation mode\b", "评估模式"), (r"\btraining mode\b", "训练模式"),
        (r"\bcross-entropy\b", "交叉熵"),
    ],
)  # fmt: skip
def test_terms_are_those_of_the_chinese_edition(word: str, term: str) -> None:
    used = [(text, translation) for text, translation in PAIRS if re.search(word, text, re.IGNORECASE)]
    others = [text for text, translation in used if term not in translation]
    assert used
    assert len(others) <= 0.25 * len(used), others


# Marked where they stand


def calls(nodes: Iterable[ast.AST], *names: str) -> Iterator[ast.Call]:
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
            yield node


def test_nothing_is_translated_as_a_module_is_imported() -> None:
    """The language is not chosen yet then."""
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        bodies += [[node.body] for node in ast.walk(tree) if isinstance(node, ast.Lambda)]
        later = {node for body in bodies for statement in body for node in ast.walk(statement)}
        at_import = [call.lineno for call in calls(ast.walk(tree), "_", "ngettext") if call not in later]
        assert at_import == [], path


def unmarked(node: ast.AST) -> Iterator[str]:
    """The texts in a module that could be read by somebody: no docstrings, nothing marked, no help of options.

    A regular expression holds what others say.
    """
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        marked = any(calls([child], "_", "N_", "ngettext", "compile"))
        docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        option_help = isinstance(child, ast.keyword) and child.arg == "help"
        if not (marked or docstring or option_help):
            yield from unmarked(child)


FOR_AUTHORS = (
    "says nothing of its points: add @pytest.mark.points(n)",
    "neck shoulder chest waist hem elbow cuff length bare short buttoned pattern dark",
    "pip install --force-reinstall torch torchvision",
    "can't start new thread",  # Python's own words
    "train_epoch_ch3(net, train_iter, loss, updater)",
    "no value is written with the keys",
    "not an archive",  # a reason between two processes, which has its sentence
    "a worker that has ended is not asked",
)
"""Sentences that no learner reads, or that cannot be Chinese."""


FOR_LEARNERS = sorted(set(SOURCES) - set(PROGRAMS))


@pytest.mark.parametrize("path", FOR_LEARNERS, ids=lambda path: path.relative_to(KIT).as_posix())
def test_no_sentence_is_left_unmarked(path: Path) -> None:
    texts = [text.strip() for text in unmarked(ast.parse(path.read_text(encoding="utf-8"))) if SENTENCE.search(text)]
    sentences = [text for text in texts if not NO_SENTENCE.search(text)]
    assert [text for text in sentences if text not in FOR_AUTHORS] == []
