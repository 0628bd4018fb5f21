"""A Scorecard for a person at a terminal: first where they stand, then the first thing to do next."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from textwrap import indent

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grading.results import ExerciseResult, Scorecard, Training
from grading.text import listed, printable, wrapped
from language import N_

STATUS = {
    "passed": (N_("passed"), "green"),
    "partial": (N_("partly right"), "yellow"),
    "failed": (N_("not right yet"), "red"),
    "not_started": (N_("not started"), "dim"),
    "error": (N_("does not run"), "red"),
    "timeout": (N_("took too long"), "red"),
}
SHOWN_LINES = 14
GAP = 2
"""Columns of the terminal between two of the table."""
NARROWEST_WORDS = 12
"""What the table's words get at least; on a terminal that has less, rich folds all of it."""


def show(scorecard: Scorecard, console: Console) -> None:
    """Print the report."""
    if scorecard.exercises:
        style = "bold green" if scorecard.score == scorecard.max_score else "bold"
        points = f"{scorecard.score} / {scorecard.max_score}"
        console.print(_styled(_("Score {points}"), style, console, points=points).append("\n"))
        console.print(Padding(_table(scorecard.exercises, console), (0, 0, 0, GAP)))
    if scorecard.bonus:
        console.print(Text("\n" + wrapped(_("Beyond the book's five, outside the score:"), console.width) + "\n"))
        console.print(Padding(_table(scorecard.bonus, console), (0, 0, 0, GAP)))
    for result in (*scorecard.exercises, *scorecard.bonus):
        for advice in result.advice:
            console.print(Text())
            _show_paragraph(f"{result.id}: {advice}", console)
    _show_next(scorecard, console)
    _show_small_print(scorecard, console)


def _show_paragraph(text: str, console: Console, style: str = "") -> None:
    """Indented, without what a submission could steer the terminal with, and not longer than a screen."""
    lines = wrapped(printable(text), console.width - 4).splitlines()
    shown = lines[:SHOWN_LINES] + (["..."] if len(lines) > SHOWN_LINES else [])
    console.print(Padding(Text("\n".join(shown), style), (0, 2), expand=False))


def _styled(sentence: str, style: str, console: Console, **part: str) -> Text:
    """A sentence on a line of its own; from its placeholder on, it is in this style."""
    text = Text("\n" + wrapped(sentence.format(**part), console.width))
    text.stylize(style, 1 + sentence.index("{"))
    return text


def _table(results: Sequence[ExerciseResult], console: Console) -> Table:
    table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    names = [result.id for result in results]
    scores = [f"{result.score} / {result.max_score}" for result in results]
    room = console.width - max(map(len, names)) - max(map(len, scores)) - 3 * GAP
    for result, name, score in zip(results, names, scores, strict=True):
        words, style = STATUS[result.status]
        template = _("waiting for {exercises}") if result.waiting_for else _(words)
        text = template.format(exercises=listed(result.waiting_for))
        table.add_row(Text(name), score, Text(wrapped(text, max(room, NARROWEST_WORDS)), style))
    return table


def _show_next(scorecard: Scorecard, console: Console) -> None:
    """The first exercise that still needs work: its mistake if that has a name, and its first open check."""
    unsolved = [result for result in (*scorecard.exercises, *scorecard.bonus) if result.status != "passed"]
    if not unsolved or (scorecard.exercises and unsolved[0] in scorecard.bonus):
        console.print(Text("\n" + _("All checks pass. The solutions/ folder shows another way to write it.")))
    if not unsolved:
        return
    result = unsolved[0]
    check = result.open_checks[0]
    if check.status == "not_started" and result.status == "not_started":
        step = printable(_first_step(scorecard, result))
        console.print(_styled(_("Next: {step}"), "bold", console, step=step))
        return
    console.print(_styled(_("Next: {step}"), "bold", console, step=f"{result.id}: {check.title}"))
    for mistake in result.mistakes:
        _show_paragraph(mistake.title, console, "bold")
        _show_paragraph(mistake.explanation, console)
        console.print(Text())
    _show_paragraph(check.message, console)
    if check.output:
        console.print(Text())
        _show_paragraph(_("Your code printed:") + "\n" + indent(check.output.strip(), "  "), console)
    if result.difference:
        console.print(Text())
        unknown = _("It is none of the mistakes that the kit knows. The smallest input where it differs:")
        _show_paragraph(unknown, console)
        _show_paragraph(result.difference, console)
    if others := len(result.open_checks) - 1:
        template = ngettext(
            "{count} more of its checks does not pass yet; one mistake often explains several.",
            "{count} more of its checks do not pass yet; one mistake often explains several.",
            others,
        )
        _show_paragraph(template.format(count=others), console, "dim")


def _first_step(scorecard: Scorecard, result: ExerciseResult) -> str:
    if result.waiting_for:
        template = _("the model trains once all five are written; it is waiting for {exercises}.")
        return template.format(exercises=listed(result.waiting_for))
    template = _(
        "open {file}, read what it asks for, and replace the line `raise NotImplementedError`. "
        "Then run this command again."
    )
    return template.format(file=f"{scorecard.submission}/{result.id}.py")


def _show_small_print(scorecard: Scorecard, console: Console) -> None:
    """What the score rests on: the data, the seed, the layers that are missing."""
    lines = [_about_the_model(scorecard.training)] if scorecard.training else []
    lines += scorecard.notes
    template = _("Graded in {seconds:.1f} s; --seed {seed} draws the same inputs again.")
    lines.append(template.format(seconds=scorecard.seconds, seed=scorecard.seed))
    if missing := scorecard.environment.missing:
        lines.append(_("Not confined here: {layers}.").format(layers="; ".join(missing)))
    console.print(Text("\n" + wrapped(printable("\n".join(lines)), console.width), "dim"))


def _about_the_model(training: Training) -> str:
    template = ngettext(
        "Model: test accuracy {reached:.3f} on {dataset} ({train:,} + {test:,} images), after {epochs} epoch.",
        "Model: test accuracy {reached:.3f} on {dataset} ({train:,} + {test:,} images), after {epochs} epochs.",
        training.epochs,
    )
    return template.format(
        reached=training.test_accuracy, dataset=_(training.dataset),
        train=training.train_size, test=training.test_size, epochs=training.epochs,
    )  # fmt: skip
