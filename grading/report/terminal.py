"""A Scorecard for a person at a terminal: first where they stand, then the first thing to do next."""

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grading.results import Check, ExerciseResult, Scorecard

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
            console.print(Padding(Text(f"{result.id}: {advice}"), (0, 2)))
    _show_next(scorecard, console)
    _show_small_print(scorecard, console)


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
        table.add_row(
            Text(f"  {result.id}"), f"{result.score} / {result.max_score}", Text(_remark(result, words), style)
        )
    return table


def _remark(result: ExerciseResult, words: str) -> str:
    waiting = [check.message for check in result.checks if check.message.startswith("waiting for")]
    return waiting[0] if waiting else words


def _show_next(scorecard: Scorecard, console: Console) -> None:
    """The first check of the first exercise that still needs work."""
    unsolved = [result for result in scorecard.exercises if result.status != "passed"]
    if not unsolved:
        console.print(Text("\nAll checks pass. The solutions/ folder shows another way to write it."))
        return
    result = unsolved[0]
    check = result.open_checks[0]
    if check.status == "not_started" and result.status == "not_started":
        console.print(Text.assemble("\nNext: ", (_first_step(scorecard, result, check), "bold")))
        return
    console.print(Text.assemble("\nNext: ", (f"{result.id}: {check.title}", "bold")))
    lines = check.message.splitlines()
    shown = lines[:SHOWN_LINES] + (["..."] if len(lines) > SHOWN_LINES else [])
    console.print(Padding(Text("\n".join(shown)), (0, 2)))
    if len(result.open_checks) > 1:
        others = (
            f"{len(result.open_checks) - 1} more of its checks do not pass yet; one mistake often explains several."
        )
        console.print(Padding(Text(others, "dim"), (0, 2)))


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
        lines.append(
            f"Model: test accuracy {training.test_accuracy:.3f} on {training.dataset} "
            f"({training.train_size:,} + {training.test_size:,} images), after {training.epochs} epochs."
        )
    lines += scorecard.notes
    lines.append(f"Graded in {scorecard.seconds:.1f} s; --seed {scorecard.seed} draws the same inputs again.")
    if missing := scorecard.environment.missing:
        lines.append(f"Not confined here: {'; '.join(missing)}.")
    console.print(Text("\n" + "\n".join(lines), "dim"))
