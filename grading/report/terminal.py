"""A Scorecard for a person at a terminal: first where they stand, then the first thing to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from course.answers import is_handout
from grading.report.next_step import MOST_LINES, headline, next_step, paragraph
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
GAP = 2
"""Columns of the terminal between two of the table."""
NARROWEST_WORDS = 12
"""What the table's words get at least; on a terminal that has less, rich folds all of it."""


def show(scorecard: Scorecard, console: Console) -> None:
    """Print the report."""
    if scorecard.exercises:
        style = "bold green" if scorecard.score == scorecard.max_score else "bold"
        points = f"{scorecard.score} / {scorecard.max_score}"
        score = headline(_("Score {points}"), console.width, style, points=points)
        console.print(Text("\n").append(score).append("\n"))
        console.print(Padding(results_table(scorecard.exercises, console), (0, 0, 0, GAP)))
    if scorecard.bonus:
        console.print(Text("\n" + wrapped(_("Beyond the book's five, outside the score:"), console.width) + "\n"))
        console.print(Padding(results_table(scorecard.bonus, console), (0, 0, 0, GAP)))
    for result in (*scorecard.exercises, *scorecard.bonus):
        for advice in result.advice:
            lines = paragraph(f"{result.id}: {advice}", console.width, MOST_LINES)
            console.print(Text("\n".join(["", *lines])))
    _show_next(scorecard, console)
    _show_small_print(scorecard, console)


def results_table(results: Sequence[ExerciseResult], console: Console) -> Table:
    """A line for each exercise: its points, and in words where it stands."""
    rows = []
    for result in results:
        words, style = STATUS[result.status]
        template = _("waiting for {exercises}") if result.waiting_for else _(words)
        text = template.format(exercises=listed(result.waiting_for))
        rows.append(Row(result.id, f"{result.score} / {result.max_score}", text, style))
    return table(rows, console)


@dataclass(frozen=True)
class Row:
    """A task as a table shows it; the words are in this style."""

    name: str
    points: str
    words: str
    style: str


def table(rows: Sequence[Row], console: Console) -> Table:
    """The tasks, a line each, or more where their words need them."""
    columns = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
    columns.add_column(overflow="fold")
    columns.add_column(justify="right", no_wrap=True)
    columns.add_column(overflow="fold")
    room = console.width - max(len(row.name) for row in rows) - max(len(row.points) for row in rows) - 3 * GAP
    for row in rows:
        words = Text(wrapped(row.words, max(room, NARROWEST_WORDS)), row.style)
        columns.add_row(Text(row.name), row.points, words)
    return columns


def _show_next(scorecard: Scorecard, console: Console) -> None:
    """That all is right, of what counts or of what was asked for; then what to do next."""
    counting = scorecard.exercises or scorecard.bonus
    if all(result.status == "passed" for result in counting):
        console.print(Text("\n" + wrapped(praise(), console.width)))
    unsolved = any(result.status != "passed" for result in (*counting, *scorecard.bonus))
    if step := next_step(scorecard, console.width):
        console.print(Text("\n").append(step) if unsolved else step)


def praise() -> str:
    """What is said where all that counts is right."""
    if is_handout():
        return _("All checks pass.")
    return _("All checks pass. The solutions/ folder shows another way to write it.")


def _show_small_print(scorecard: Scorecard, console: Console) -> None:
    """What the score rests on: the data, the seed, the layers that are missing."""
    lines = [about_the_model(scorecard.training)] if scorecard.training else []
    lines += scorecard.notes
    template = _("Graded in {seconds:.1f} s; --seed {seed} draws the same inputs again.")
    lines.append(template.format(seconds=scorecard.seconds, seed=scorecard.seed))
    if missing := scorecard.environment.missing:
        lines.append(_("Not confined here: {layers}.").format(layers="; ".join(missing)))
    console.print(Text("\n" + wrapped(printable("\n".join(lines)), console.width), "dim"))


def about_the_model(training: Training) -> str:
    """How well the model does, after which training."""
    template = ngettext(
        "Model: test accuracy {reached:.3f} on {dataset} ({train:,} + {test:,} images), after {epochs} epoch.",
        "Model: test accuracy {reached:.3f} on {dataset} ({train:,} + {test:,} images), after {epochs} epochs.",
        training.epochs,
    )
    return template.format(
        reached=training.test_accuracy, dataset=_(training.dataset),
        train=training.train_size, test=training.test_size, epochs=training.epochs,
    )  # fmt: skip
