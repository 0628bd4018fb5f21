"""The bytes of a notebook become the sources of its cells: read as text, within limits, and without its outputs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from grading.submissions.source import MAX_FILE_BYTES, Unreadable, looks_like, saved_in_another_encoding

MAX_NOTEBOOK_BYTES = 20_000_000
"""With its pictures; one of them has about 70,000."""
MAX_DEPTH, MAX_CONTAINERS = 60, 500_000
"""Brackets of its JSON within each other, which Python's own reader follows on its stack, and all of them."""
STRING = re.compile(r'"[^"]*"?')
BRACKET = re.compile(r"[\[{\]}]")


def is_notebook(name: str) -> bool:
    """Whether a file is a notebook by its name; hidden ones are copies that editors keep."""
    return name.lower().endswith(".ipynb") and not name.startswith(".")


@dataclass(frozen=True)
class Cell:
    """A cell that holds code: how messages name it, and its text."""

    where: str
    source: str


def read_cells(data: bytes, where: str) -> list[Cell]:
    """The cells with code of a notebook, nbformat 3 or 4, which messages call `where`; Unreadable says why not.

    They are numbered from 1 on among all cells, those with text too.
    """
    if len(data) > MAX_NOTEBOOK_BYTES:
        message = _("{file} is larger than {bytes:,} bytes. Clear its outputs, save it and hand it in again.")
        raise Unreadable(message.format(file=where, bytes=MAX_NOTEBOOK_BYTES))
    record = _json(_text(data, where), where)
    cells = [Cell(_("{notebook}, cell {number}").format(notebook=where, number=number), source)
             for number, source in enumerate(_sources(record), start=1) if source.strip()]  # fmt: skip
    if not cells:
        raise Unreadable(_("{file} has no cell with code in it.").format(file=where))
    if sum(len(cell.source.encode(errors="replace")) for cell in cells) > MAX_FILE_BYTES:
        message = _("{file} holds more than {bytes:,} bytes of code; the exercises need a tenth of that.")
        raise Unreadable(message.format(file=where, bytes=MAX_FILE_BYTES))
    return cells


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("{file} is not UTF-8 text. Save it with the encoding UTF-8.").format(file=where)
        encoding = saved_in_another_encoding(data)
        raise Unreadable(looks_like(encoding, where) if encoding else message) from None


def _json(text: str, where: str) -> dict[str, Any]:
    """The object that a text holds as JSON; its numbers, which may be endless, are left out."""
    plain = text.replace("\\\\", "").replace('\\"', "")  # no string goes on behind its second quote now
    if _is_overgrown(STRING.sub("", plain)):
        raise Unreadable(_("{file} is nested too deeply, or in too many pieces, for a notebook.").format(file=where))
    try:
        record = json.loads(text, parse_int=_nothing, parse_float=_nothing, parse_constant=_nothing)
    except ValueError:
        record = None
    if not isinstance(record, dict) or not _has_cells(record):
        message = _("{file} is not a notebook that Jupyter would open: it may have been cut off. Save it there again.")
        raise Unreadable(message.format(file=where))
    return record


def _nothing(number: str) -> None:
    return None


def _is_overgrown(text: str) -> bool:
    """Whether the brackets of JSON without its strings are too many, or too many within each other."""
    if text.count("[") + text.count("{") > MAX_CONTAINERS:
        return True
    depth = 0
    for bracket in BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _has_cells(record: dict[str, Any]) -> bool:
    return isinstance(record.get("cells"), list) or isinstance(record.get("worksheets"), list)


def _sources(record: dict[str, Any]) -> Iterator[str]:
    """The text of every cell in their order; "" of one without code."""
    sheets = [record] if isinstance(record.get("cells"), list) else record["worksheets"]
    for sheet in sheets:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            is_code = isinstance(cell, dict) and cell.get("cell_type") == "code"
            yield _joined(cell.get("source", cell.get("input"))) if is_code else ""


def _joined(source: Any) -> str:
    """The text of a cell, which is kept as one or line by line."""
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.replace("\r\n", "\n").replace("\r", "\n")
