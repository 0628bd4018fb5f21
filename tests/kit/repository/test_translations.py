"""The Chinese catalogue: complete, fresh, and saying what the English says."""

import ast
import gettext
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from language.update import KIT, MARKED_IN, PO, read, texts, translations, untranslated

CHINESE = re.compile(r"[\u4e00-\u9fff]")
MARKS = ("_", "N_", "ngettext")
SENTENCE = re.compile(r"[A-Za-z]+[,;:]? [a-z]+[,;:]? [a-z]+")
CATALOGUE = [message for message in read() if message.id]


def english(message: Message) -> str:
    """The text, or its plural: Chinese has one form for both."""
    return message.id if isinstance(message.id, str) else message.id[-1]


each_message = pytest.mark.parametrize("message", CATALOGUE, ids=lambda message: english(message)[:50])


# Complete and fresh


def test_every_text_is_in_the_catalogue_and_every_entry_is_a_text() -> None:
    """If this fails: python -m language.update, then translate what it has added."""
    ids = {message.id for message in texts() if message.id}
    kept = {message.id for message in CATALOGUE}
    assert ids - kept == set(), "texts that are not in the catalogue"
    assert kept - ids == set(), "stale entries"


def test_every_text_is_translated_in_its_present_wording() -> None:
    assert untranslated(read()) == []
    assert not read().obsolete


def test_the_compiled_catalogue_is_fresh() -> None:
    """If this fails: python -m language.update."""
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in CATALOGUE:
        told = compiled.gettext(message.id) if isinstance(message.id, str) else compiled.ngettext(*message.id, 2)
        assert (told,) == translations(message)
    entries = {key for key in compiled._catalog if key}  # type: ignore[attr-defined]  # there is no public way
    assert len(entries) == len(CATALOGUE)


# Saying the same


def placeholders(text: str) -> Counter[tuple[str | None, ...]]:
    """Names, formats and conversions of what a text leaves open."""
    named = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    return Counter([*named, *((name,) for name in re.findall(r"%\(\w+\)s", text))])


@each_message
def test_a_translation_leaves_open_what_the_text_leaves_open(message: Message) -> None:
    forms = [message.id] if isinstance(message.id, str) else message.id
    for translation in translations(message):
        assert placeholders(translation) in [placeholders(form) for form in forms]


@each_message
def test_a_translation_is_chinese_and_calm(message: Message) -> None:
    for translation in translations(message):
        words = re.search(r"[a-z]{3}", re.sub(r"\{[^}]*\}", "", translation))
        assert CHINESE.search(translation) or translation == "Softmax" or not words
        assert not re.search(r"\uff01|!(?!r\})", translation)
        assert not re.search(r"[\u4e00-\u9fff][,;?]|[\u4e00-\u9fff]:(?!$)", translation), "Chinese punctuation, please"
        assert translation == translation.strip()


@each_message
def test_code_stays_code(message: Message) -> None:
    for quoted in re.findall(r"`[^`]+`|--[a-z]+|'[a-z-]+'", english(message)):
        assert all(quoted in translation for translation in translations(message))


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
    used = [message for message in CATALOGUE if re.search(word, english(message), re.IGNORECASE)]
    assert used
    with_term = [message for message in used if all(term in translation for translation in translations(message))]
    assert len(with_term) >= 0.75 * len(used), [english(message) for message in used if message not in with_term]


# Marked where they stand


def source_files() -> list[Path]:
    found = [path for folder in MARKED_IN for path in sorted((KIT / folder).rglob("*.py"))]
    return [path for path in found if path.name not in ("update.py", "hints.py", "syllabus.py")]


each_file = pytest.mark.parametrize("path", source_files(), ids=lambda path: path.relative_to(KIT).as_posix())


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def run_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that are evaluated as the module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(tree):
        yield child
        if isinstance(child, ast.FunctionDef):
            for part in (*child.decorator_list, child.args):
                yield from ast.walk(part)
        elif not isinstance(child, ast.Lambda):
            yield from run_at_import(child)


@each_file
def test_nothing_is_translated_as_a_module_is_imported(path: Path) -> None:
    """The language is not chosen yet then."""
    calls = [node for node in run_at_import(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [node.lineno for node in calls if name_of(node) in ("_", "ngettext")]


def spoken(node: ast.AST) -> Iterator[str]:
    """The texts in a module that could be read by somebody: no docstrings, nothing marked, no help of options."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        marked = isinstance(child, ast.Call) and name_of(child) in MARKS
        docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        option_help = isinstance(child, ast.keyword) and child.arg == "help"
        if not (marked or docstring or option_help):
            yield from spoken(child)


FOR_AUTHORS = (
    "says nothing of its points: add @pytest.mark.points(n)",
    "true label, below it the prediction (red: wrong)",  # in a picture, whose font has no Chinese
    "hangs on the graph",  # what a probe observed
    "neck shoulder chest waist hem elbow cuff length bare short buttoned pattern dark",
    "train_epoch_ch3(net, train_iter, loss, updater)",
    "pip install --force-reinstall torch torchvision",
    "can't start new thread",  # Python's own words
    "import mmap, grading.checks.plugin;",
)
"""Sentences that no learner reads, or that cannot be Chinese."""


@each_file
def test_no_sentence_is_left_unmarked(path: Path) -> None:
    unmarked = [text for text in spoken(ast.parse(path.read_text(encoding="utf-8"))) if SENTENCE.search(text)]
    assert [text for text in unmarked if text.strip() not in FOR_AUTHORS] == []
