"""Brings the catalogue up to the texts of the kit: `python -m language.update` (it needs the dev extra's Babel).

Texts are found where `_`, `ngettext` and `N_` mark them, and where the kit reads them from somewhere else: names
and docstrings of checks and wrong answers, hints, the help of the commands, click's own words.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from course import EXERCISES, TASKS
from grading.checks.catalogue import checks_of, file_of
from grading.commands.bilingual import LANG
from grading.commands.main import main
from grading.feedback.diagnosis import WRONG_ANSWERS, texts_of
from grading.feedback.hints import HINTS
from language import DOMAIN, FOLDER

KIT = FOLDER.parent.parent
PO = FOLDER / "zh_CN" / "LC_MESSAGES" / f"{DOMAIN}.po"
MARKED_IN = ("grading", "given", "tests/graded")
KEYWORDS = {"_": None, "ngettext": (1, 2), "N_": None}

HEADER = """# The Chinese of the kit. Translate here, then run: python -m language.update
msgid ""
msgstr ""
"Language: zh_CN\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""

Text = str | tuple[str, str]
"""A text, or a singular and its plural."""

CLICK: tuple[Text, ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Positional arguments",
    "Show this message and exit.",
    "Show the version and exit.",
    "%(prog)s, version %(version)s",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Missing argument",
    "Choose from:\n\t{choices}",
    "No such option: {name}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "{name} {filename!r} is a directory.",
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    "Aborted!",
)
"""What click says in the kit's place: it asks the same catalogue. Its versions differ in a few of these."""


def texts() -> Catalog:
    """Every text that a learner can read, in English, with the files where it stands."""
    catalogue = Catalog()
    for folder in MARKED_IN:
        for path in sorted((KIT / folder).rglob("*.py")):
            for _, text, _, _ in extract_from_file("python", path, keywords=KEYWORDS):
                catalogue.add(text, locations=[_place(path)])
    for text, path in [*_of_checks(), *_of_mistakes(), *_of_hints(), *_of_commands()]:
        catalogue.add(text, locations=[_place(path)])
    for text in CLICK:
        catalogue.add(text, locations=[("click", 0)])
    return catalogue


def _place(path: Path) -> tuple[str, int]:
    return path.relative_to(KIT).as_posix(), 0  # without its line: that changes with every edit


def _of_checks() -> Iterator[tuple[Text, Path]]:
    syllabus = KIT / "grading" / "syllabus.py"
    for task in TASKS:
        yield task.title, syllabus
        for check in checks_of(task):
            yield check.title, file_of(task)
            yield check.why, file_of(task)
    for exercise in EXERCISES:
        if exercise.built_from:
            yield exercise.built_from, syllabus
    yield "synthetic garments", KIT / "given" / "data.py"  # a name in results.json, translated where people read it


def _of_mistakes() -> Iterator[tuple[Text, Path]]:
    for exercise in EXERCISES:
        path = WRONG_ANSWERS / exercise.file
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                for text in texts_of(ast.get_docstring(node) or ""):
                    yield text, path


def _of_hints() -> Iterator[tuple[Text, Path]]:
    for hints in HINTS.values():
        for hint in hints:
            yield hint, KIT / "grading" / "hints.py"


def _of_commands() -> Iterator[tuple[Text, Path]]:
    assert isinstance(main, click.Group)
    for command in (main, *main.commands.values()):
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        for help in (command.help, *(option.help for option in (*options, LANG))):
            if help:
                yield help, KIT / "grading" / "cli.py"


def read() -> Catalog:
    """The Chinese catalogue as it is in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN", domain=DOMAIN)


def write(catalogue: Catalog) -> None:
    """Write the catalogue, for people and compiled."""
    with PO.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, catalogue, width=110, omit_header=True, ignore_obsolete=True, include_lineno=False)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def update() -> None:
    """Add new texts, drop those that are gone, keep the translations; a text that changed becomes fuzzy."""
    catalogue = read()
    catalogue.update(texts(), update_creation_date=False)
    write(catalogue)
    print(f"{len(catalogue)} texts, {len(untranslated(catalogue))} of them to translate in {PO.relative_to(KIT)}")


def untranslated(catalogue: Catalog) -> list[Message]:
    """What has no translation, or one of an earlier wording."""
    return [message for message in catalogue if message.id and (message.fuzzy or not all(translations(message)))]


def translations(message: Message) -> tuple[str, ...]:
    """The translations of a message: one, or as many as the language has forms of the plural."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


if __name__ == "__main__":
    update()
