"""A Scorecard in Markdown, for GitHub's step summary and wherever else Markdown is read.

What a submission returns or prints stands in code blocks alone, so that none of it becomes markup.
"""

import re
from collections.abc import Iterator
from gettext import gettext as _

from grading.report.terminal import STATUS
from grading.results import ExerciseResult, Scorecard


def render(scorecard: Scorecard) -> str:
    """The report: the table, and what is open of each exercise."""
    parts = [f"## {_('Score {points}').format(points=f'{scorecard.score} / {scorecard.max_score}')}", _table(scorecard)]
    for result in (*scorecard.exercises, *scorecard.bonus):
        if result.open_checks and result.status != "not_started" and not result.waiting_for:
            parts += _open(result)
    parts += [escaped(note) for note in scorecard.notes]
    return "\n\n".join(parts) + "\n"


def _table(scorecard: Scorecard) -> str:
    rows = [
        f"| {result.id} | {result.score} / {result.max_score} | {_(STATUS[result.status][0])} |"
        for result in (*scorecard.exercises, *scorecard.bonus)
    ]
    return "\n".join(["| | | |", "|---|--:|---|", *rows])


def _open(result: ExerciseResult) -> Iterator[str]:
    """What does not hold yet, and why."""
    yield f"### {result.id}"
    yield escaped(_("What does not hold yet: {check}.").format(check=result.open_checks[0].title))
    for mistake in result.mistakes:
        yield f"**{escaped(mistake.title)}**\n\n{escaped(mistake.explanation)}"
    message = result.difference or result.open_checks[0].message
    if message:
        yield block(message)


def block(text: str) -> str:
    """Text as a code block, which no backquotes in it can end."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def escaped(text: str) -> str:
    """Text without what Markdown, or HTML in it, would take for markup; code in backquotes stays code."""
    return re.sub(r"([\\*_{}\[\]<>()#+!|~-])", r"\\\1", text) if "`" not in text else _with_code(text)


def _with_code(text: str) -> str:
    pieces = text.split("`")
    if len(pieces) % 2 == 0 or any("\n" in code for code in pieces[1::2]):  # a backquote that begins or ends no code
        return escaped(text.replace("`", "'"))
    return "`".join(piece if place % 2 else escaped(piece) for place, piece in enumerate(pieces))
