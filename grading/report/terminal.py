"""A Scorecard for a person at a terminal: first where they stand, then the first thing to do next."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grading.results import Check, ExerciseResult, Scorecard
from grading.text import printable

STATUS = {
    "passed": ("passed", "green"),
    "partial": ("partly right", "yellow"),
    "failed": ("not right yet", "red"),
    "not_started": ("not started", "dim"),
    "error": ("does not run", "red"),
    "timeout": ("took too long", "red"),
}
SHOWN_LINES = 14


def show(scorecard: Scorecard, console: Console) -> None:
    """Print the report."""
    console.print(_standing(scorecard))
    console.print(_table(scorecard))
    for result in scorecard.exercises:
        for advice in result.advice:
            console.print(Text())
            _show_paragraph(f"{result.id}: {advice}", console)
    _show_next(scorecard, console)
    _show_small_print(scorecard, console)


def _show_paragraph(text: str, console: Console, style: str = "") -> None:
    """Indented, without what a submission could steer the terminal with, and not longer than a screen."""
    lines = printable(text).splitlines()
    shown = lines[:SHOWN_LINES] + (["..."] if len(lines) > SHOWN_LINES else [])
    console.print(Padding(Text("\n".join(shown), style), (0, 2), expand=False))


def _standing(scorecard: Scorecard) -> Text:
    style = "bold green" if scorecard.score == scorecard.max_score else "bold"
    return Text.assemble("\nScore ", (f"{scorecard.score} / {scorecard.max_score}", style), "\n")


def _table(scorecard: Scorecard) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for result in scorecard.exercises:
        words, style = STATUS[result.status]
        score = f"{result.score} / {result.max_score}"
        table.add_row(Text(f"  {result.id}"), score, Text(_remark(result, words), style))
    return table


def _remark(result: ExerciseResult, words: str) -> str:
    waiting = [check.message for check in result.checks if check.message.startswith("waiting for")]
    return waiting[0] if waiting else words


def _show_next(scorecard: Scorecard, console: Console) -> None:
    """The first exercise that still needs work: its mistake if that has a name, and its first open check."""
    unsolved = [result for result in scorecard.exercises if result.status != "passed"]
    if not unsolved:
        console.print(Text("\nAll checks pass. The solutions/ folder shows another way to write it."))
        return
    result = unsolved[0]
    check = result.open_checks[0]
    if check.status == "not_started" and result.status == "not_started":
        console.print(Text.assemble("\nNext: ", (printable(_first_step(scorecard, result, check)), "bold")))
        return
    console.print(Text.assemble("\nNext: ", (f"{result.id}: {check.title}", "bold")))
    for mistake in result.mistakes:
        _show_paragraph(mistake.title, console, "bold")
        _show_paragraph(mistake.explanation, console)
        console.print(Text())
    _show_paragraph(check.message, console)
    if result.difference:
        console.print(Text())
        _show_paragraph("It is none of the mistakes that the kit knows. The smallest input where it differs:", console)
        _show_paragraph(result.difference, console)
    if len(result.open_checks) > 1:
        others = (
            f"{len(result.open_checks) - 1} more of its checks do not pass yet; one mistake often explains several."
        )
        _show_paragraph(others, console, "dim")


def _first_step(scorecard: Scorecard, result: ExerciseResult, check: Check) -> str:
    if check.message.startswith("waiting for"):
        return f"the model trains once all five are written; it is {check.message}."
    return (
        f"open {scorecard.submission}/{result.id}.py, read what it asks for, and replace the line "
        "`raise NotImplementedError`. Then run this command again."
    )


def _show_small_print(scorecard: Scorecard, console: Console) -> None:
    """What the score rests on: the data, the seed, the layers that are missing."""
    lines = []
    if training := scorecard.training:
        epochs = "1 epoch" if training.epochs == 1 else f"{training.epochs} epochs"
        lines.append(
            f"Model: test accuracy {training.test_accuracy:.3f} on {training.dataset} "
            f"({training.train_size:,} + {training.test_size:,} images), after {epochs}."
        )
    lines += scorecard.notes
    lines.append(f"Graded in {scorecard.seconds:.1f} s; --seed {scorecard.seed} draws the same inputs again.")
    if missing := scorecard.environment.missing:
        lines.append(f"Not confined here: {'; '.join(missing)}.")
    console.print(Text("\n" + printable("\n".join(lines)), "dim"))
