"""The bytes of a Python file become its text, read with care; what keeps Python from reading it becomes a sentence."""

import ast
import codecs
import io
import os
import stat
import tokenize
import warnings
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from grading.submissions.syntax import in_plain_words

MAX_FILE_BYTES = 50_000
"""To parse so much takes a tenth of a second and 50 MB at most; a megabyte, seconds, and the stack of Python 3.10."""


class Unreadable(Exception):
    """A file cannot be used; the message says in words which and why."""


def open_file(path: Path, where: str) -> BinaryIO:
    """Open a regular file and nothing else, to read its bytes; Unreadable says of `where` why not."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for ever; without O_NOFOLLOW, a link could point anywhere.
        flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(path, os.O_RDONLY | flags)
    except OSError as error:
        if path.is_symlink():
            raise Unreadable(_("{file} is a link. Put a copy of the file in its place.").format(file=where)) from None
        raise Unreadable(_("{file} cannot be read: {error}.").format(file=where, error=error.strerror)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unreadable(_("{file} is not an ordinary file.").format(file=where))
    return os.fdopen(handle, "rb")


def decoded(data: bytes, where: str) -> str:
    """The text of a Python file, decoded as Python would; Unreadable says of `where` why not."""
    if len(data) > MAX_FILE_BYTES:
        message = _("{file} is larger than {bytes:,} bytes; an exercise needs about a thousand.")
        raise Unreadable(message.format(file=where, bytes=MAX_FILE_BYTES))
    if b"\0" in data:
        holds = _("{file} holds NUL bytes. Save it as UTF-8 text.").format(file=where)
        raise Unreadable(looks_like("UTF-16", where) if _is_utf_16(data) else holds)
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        if codecs.lookup(encoding).name == "punycode":  # no one writes it, and decoding takes quadratic time
            raise LookupError(encoding)
        return io.TextIOWrapper(io.BytesIO(data), encoding).read()
    except (SyntaxError, UnicodeError, LookupError):
        message = _("{file} is not UTF-8 text. Save it with the encoding UTF-8.").format(file=where)
        raise Unreadable(looks_like("GBK", where) if _is_gbk(data) else message) from None


def saved_in_another_encoding(data: bytes) -> str:
    """The encoding that bytes look like which are not UTF-8, or "" if like none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    return "GBK" if _is_gbk(data) else ""


def looks_like(encoding: str, where: str) -> str:
    """What to say of a file in this encoding."""
    message = _(
        "{file} looks as if it was saved in the encoding {encoding}, and Python reads UTF-8. Save it again as UTF-8; "
        "editors offer that under `Save as`, or where their status bar names the encoding."
    )
    return message.format(file=where, encoding=encoding)


def _is_utf_16(data: bytes) -> bool:
    """Whether every second byte of the beginning is 0, as it is in UTF-16 of English letters."""
    begun = data.removeprefix(codecs.BOM_UTF16_LE).removeprefix(codecs.BOM_UTF16_BE)[:20]
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or not any(begun[::2]) or not any(begun[1::2])


def _is_gbk(data: bytes) -> bool:
    """Whether the bytes make Chinese characters in GBK; an accented letter alone makes none."""
    try:
        return any("\u4e00" <= character <= "\u9fff" for character in data.decode("gbk"))
    except UnicodeError:
        return False


def syntax_problem(source: str, where: str) -> str | None:
    """What keeps Python from parsing a text, with the line where it stands; None if nothing does."""
    try:
        parse(source, where)
    except Unreadable as problem:
        return str(problem)
    except SyntaxError as error:
        lines = source.split("\n")  # as Python counts lines; splitlines() knows more ends of line
        number = error.lineno or 1
        line = lines[number - 1].rstrip() if number <= len(lines) else ""
        shown = f"\n    {line.strip()[:200]}" if line.strip() else ""
        message = _("{file}, line {line}, is not valid Python: {error}.").format(
            file=where, line=number, error=error.msg.removesuffix("?")
        )
        explained = in_plain_words(error.msg, line)
        return message + shown + (f"\n{explained}" if explained else "")
    return None


def parse(source: str, where: str) -> ast.Module:
    """What Python makes of a text; SyntaxError, or Unreadable of `where`, if nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (RecursionError, MemoryError):
        raise Unreadable(_("{file} is nested too deeply for Python to read.").format(file=where)) from None
    except ValueError:
        raise Unreadable(_("{file} holds characters that Python cannot read.").format(file=where)) from None


def only_raises(source: str, name: str) -> bool:
    """Whether what defines `name` has nothing but docstrings and `raise NotImplementedError` for bodies."""
    found = [node for node in parse(source, name).body if getattr(node, "name", None) == name]
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
