"""Text that may come from a submission, made fit to be shown; and lines that fit a terminal, Chinese or not."""

import re
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from typing import NewType

OPENING, CLOSING = "\uff08\u300a\u201c\u2018", "\uff0c\u3002\u3001\uff1b\uff1a\uff1f\uff09\u300b\u201d\u2019"
"""Chinese punctuation that belongs to what follows it, and to what it follows."""
LONGEST, MOST = 4_000, 25_000
"""Characters of a message, and of all messages of a report; what a submission returns may be far longer."""
WIDE = r"\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
UNIT = re.compile(rf"[{OPENING}]{{0,9}}(?:`[^`]{{1,40}}`|[{WIDE}]|[^\s{WIDE}{OPENING}]+)[{CLOSING}]*\s*|\s+|.")
"""What stays together on a line: a word, quoted code or a Chinese character, and its punctuation."""


Shown = NewType("Shown", str)
"""Text that may come from a submission and is printable and short: the reports take no other."""
NOTHING = Shown("")


COMMANDS = re.compile(r"^(?=[ \t]*::)[ \t]*:|#(?=#\w*\[)", re.MULTILINE)
"""How a line begins that a CI system takes for a command: `::` of GitHub, and `##[`, `##vso[` of others anywhere."""


def printable(text: str) -> str:
    """The text without the control characters that could steer a terminal, and without commands to a CI system."""
    kept = "".join(
        character if character.isprintable() or character in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
    return COMMANDS.sub(r"\g<0> ", kept)


def shown(text: str, longest: int = LONGEST) -> Shown:
    """The printable text, cut where it is longer than a reader wants."""
    kept = printable(text[:longest])
    if len(text) <= longest:
        return Shown(kept)
    rest = _("({count:,} more characters)").format(count=len(text) - longest)
    return Shown(f"{kept} ... {rest}")


def longest_within(texts: Sequence[Shown], most: int = MOST) -> int:
    """How long each of these texts may be for all of them to have `most` characters; the short ones make room."""
    lengths = sorted(map(len, texts))
    for place, length in enumerate(lengths):
        share = most // (len(lengths) - place)
        if length > share:
            return share
        most -= length
    return LONGEST


def listed(items: Iterable[str]) -> str:
    """The items, one after the other, with what stands between them in the language in use."""
    return _(", ").join(items)


def wrapped(text: str, width: int) -> str:
    """The text in lines of at most so many columns; what a line was indented by, its continuation is too.

    Chinese has no spaces to break at: a line may end behind any character, but none begins with a full stop.
    """
    return "\n".join(part for line in text.split("\n") for part in _lines(line, width))


def _lines(line: str, width: int) -> list[str]:
    from rich.cells import cell_len  # late, so that a message can say that rich is not installed

    indent = line[: len(line) - len(line.lstrip())][: width // 2]
    lines, current = [], indent
    used = indented = cell_len(indent)
    for unit in UNIT.findall(line.strip()):
        if current != indent and used + cell_len(unit.rstrip()) > width:
            lines.append(current.rstrip())
            current, used = indent, indented
        for character in unit:
            columns = cell_len(character)
            if used + columns > width:
                if character.isspace():
                    continue
                lines.append(current.rstrip())
                current, used = indent, indented
            current += character
            used += columns
    return [*lines, current.rstrip()]
