"""A folder becomes a Submission: the texts of its Python files, read with care and never run here."""

import ast
import codecs
import io
import os
import stat
import tokenize
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path

from grading.syllabus import EXERCISES, Exercise

MAX_FILE_BYTES = 1_000_000
MAX_FILES = 50
DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "exercises"


class UnusableSubmission(Exception):
    """There is nothing to grade; the message says where the kit looked and for what."""


@dataclass(frozen=True)
class Submission:
    """The Python files of a folder: text by file name, and what is wrong with those that cannot be used."""

    folder: Path
    sources: Mapping[str, str]
    problems: Mapping[str, str]

    @property
    def label(self) -> str:
        """The folder as reports name it: its own name and nothing of the machine."""
        return self.folder.name

    def problem(self, exercise: Exercise) -> str | None:
        """Why an exercise cannot be graded at all, or None."""
        if exercise.file in self.sources or exercise.file in self.problems:
            return self.problems.get(exercise.file)
        told = _("{file} is missing. It should define `{name}`.")
        return told.format(file=f"{self.label}/{exercise.file}", name=exercise.name)

    def not_started(self, exercise: Exercise) -> bool:
        """Whether the exercise's code still does nothing but raise NotImplementedError."""
        source = self.sources.get(exercise.file)
        return source is not None and exercise.file not in self.problems and _only_raises(source, exercise.name)


def read_folder(folder: Path) -> Submission:
    """Read the Python files of a folder, or of the folder `exercises` in it; links are not followed.

    UnusableSubmission if there is no such folder, or none of the exercises' files is in it.
    """
    if not folder.is_dir():
        told = _("There is no folder {folder}. Give the folder that holds softmax.py and the others.")
        raise UnusableSubmission(told.format(folder=folder))
    files = {exercise.file for exercise in EXERCISES}
    inner = folder / "exercises"
    if not any((folder / file).exists() for file in files) and inner.is_dir():
        folder = inner
    if folder.is_symlink():  # a submission could point at someone else's files, or at the solutions
        raise UnusableSubmission(_("{folder} is a link. Give the folder itself.").format(folder=folder))
    try:
        found = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".py"))
    except OSError as error:
        told = _("The folder {folder} cannot be read: {error}.")
        raise UnusableSubmission(told.format(folder=folder, error=error.strerror)) from None
    if files.isdisjoint(found):
        told = _("In {folder} there is none of {files}. Give the folder that holds them.")
        raise UnusableSubmission(told.format(folder=folder, files=", ".join(exercise.file for exercise in EXERCISES)))
    folder = folder.resolve()
    found.sort(key=lambda file: file not in files)
    texts: dict[str, str] = {}
    problems: dict[str, str] = {}
    for file in found[:MAX_FILES]:
        try:
            texts[file] = _text(folder / file)
        except _Unreadable as problem:
            problems[file] = str(problem)
    readable = from_texts(folder, texts)
    return replace(readable, problems={**problems, **readable.problems})


def from_texts(folder: Path, texts: Mapping[str, str]) -> Submission:
    """The submission whose files have these texts; what Python cannot parse becomes a problem of its file."""
    problems = {}
    for file, text in texts.items():
        where = f"{folder.name}/{file}"
        try:
            _parse(text, where)
        except _Unreadable as problem:
            problems[file] = str(problem)
        except SyntaxError as error:
            problems[file] = _syntax_problem(where, text, error)
    return Submission(folder, texts, problems)


class _Unreadable(Exception):
    pass


def _text(path: Path) -> str:
    """The text of a regular file, decoded as Python would; _Unreadable says in words why not."""
    where = f"{path.parent.name}/{path.name}"
    try:
        # Without O_NONBLOCK, opening a pipe would wait for ever; without O_NOFOLLOW, a link could point anywhere.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if path.is_symlink():
            raise _Unreadable(_("{file} is a link. Put a copy of the file in its place.").format(file=where)) from None
        raise _Unreadable(_("{file} cannot be read: {error}.").format(file=where, error=error.strerror)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _Unreadable(_("{file} is not an ordinary file.").format(file=where))
    with os.fdopen(handle, "rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        told = _("{file} is larger than {bytes:,} bytes; an exercise needs about a thousand.")
        raise _Unreadable(told.format(file=where, bytes=MAX_FILE_BYTES))
    if b"\0" in data:
        raise _Unreadable(_("{file} holds NUL bytes. Save it as UTF-8 text.").format(file=where))
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        if codecs.lookup(encoding).name == "punycode":  # no one writes it, and a megabyte takes seconds to decode
            raise LookupError(encoding)
        return io.TextIOWrapper(io.BytesIO(data), encoding).read()
    except (SyntaxError, UnicodeError, LookupError):
        told = _("{file} is not UTF-8 text. Save it with the encoding UTF-8.")
        raise _Unreadable(told.format(file=where)) from None


def _parse(source: str, where: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (RecursionError, MemoryError):
        raise _Unreadable(_("{file} is nested too deeply for Python to read.").format(file=where)) from None
    except ValueError:
        raise _Unreadable(_("{file} holds characters that Python cannot read.").format(file=where)) from None


def _syntax_problem(where: str, source: str, error: SyntaxError) -> str:
    lines = source.split("\n")  # as Python counts lines; splitlines() knows more ends of line
    number = error.lineno or 1
    line = lines[number - 1].rstrip() if number <= len(lines) else ""
    shown = f"\n    {line.strip()[:200]}" if line.strip() else ""
    told = _("{file}, line {line}, is not valid Python: {error}.")
    return told.format(file=where, line=number, error=error.msg) + shown


def _only_raises(source: str, name: str) -> bool:
    """Whether what defines `name` has nothing but docstrings and `raise NotImplementedError` for bodies."""
    found = [node for node in _parse(source, name).body if getattr(node, "name", None) == name]
    if len(found) != 1:
        return False
    [node] = found
    if isinstance(node, ast.ClassDef):
        methods = [item for item in node.body if not _is_docstring(item)]
        return bool(methods) and all(isinstance(item, ast.FunctionDef) and _raises(item) for item in methods)
    return isinstance(node, ast.FunctionDef) and _raises(node)


def _raises(function: ast.FunctionDef) -> bool:
    match [statement for statement in function.body if not _is_docstring(statement)]:
        case [ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError")))]:
            return True
    return False


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
