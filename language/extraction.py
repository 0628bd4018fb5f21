"""Texts that no `_`, `ngettext` or `N_` marks: babel reads them through these extractors, see babel.cfg.

An extractor gets an open file and yields what babel asks for: line, name of the marking function, text, comments.
"""

import ast
from collections.abc import Iterator
from typing import IO, Any

from babel.messages.extract import extract_python

from course.stubs import paragraphs

Text = str | tuple[str, str]
"""A text, or a singular and its plural."""
Extracted = Iterator[tuple[int, Any, Any, Any]]

OTHERS: tuple[Text, ...] = (
    "synthetic garments",  # a name in results.json, translated where people read it
    # What click says in the kit's place: it asks the same catalogue. Its versions differ in a few of these.
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


def others(*_: Any, **options: Any) -> Extracted:
    """The texts that stand in no file of the kit which could mark them."""
    for text in OTHERS:
        yield 0, None if isinstance(text, str) else "ngettext", text, []


def checks(file: IO[bytes], *marks: Any, **options: Any) -> Extracted:
    """Besides marked texts: the name of each check as a sentence, and its docstring."""
    yield from extract_python(file, *marks, **options)
    for node in _parsed(file).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            words = node.name.removeprefix("test_").replace("_", " ")
            yield node.lineno, None, words[:1].upper() + words[1:], []
            yield node.lineno, None, ast.get_docstring(node), []


def mistakes(file: IO[bytes], *marks: Any, **options: Any) -> Extracted:
    """The docstring of each answer that has one: its first line is the title, the rest the explanation."""
    for node in _parsed(file).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if docstring := ast.get_docstring(node):
            title, _, explanation = docstring.partition("\n")
            yield node.lineno, None, title, []
            yield node.lineno, None, " ".join(explanation.split()), []


def stubs(file: IO[bytes], *marks: Any, **options: Any) -> Extracted:
    """The docstrings of a solution, which are those of its stub, paragraph by paragraph and without the examples."""
    for line, text in paragraphs(_parsed(file)):
        yield line, None, text, []


def commands(file: IO[bytes], *marks: Any, **options: Any) -> Extracted:
    """Besides marked texts: the docstring of each command, and the help of its options."""
    yield from extract_python(file, *marks, **options)
    for node in ast.walk(_parsed(file)):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_a_command, node.decorator_list)):
            yield node.lineno, None, ast.get_docstring(node), []
        elif isinstance(node, ast.keyword) and node.arg == "help" and isinstance(node.value, ast.Constant):
            yield node.value.lineno, None, node.value.value, []


def _makes_a_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and getattr(decorator.func, "attr", "") in ("command", "group")


def _parsed(file: IO[bytes]) -> ast.Module:
    file.seek(0)
    return ast.parse(file.read())
