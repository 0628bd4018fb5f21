"""The commands of grader.py."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

import course
from course.records import Task
from grading import VERSION
from grading.checks.extra import read_extra_checks
from grading.commands import reports, streams
from grading.commands.autograder import gradescope
from grading.commands.bilingual import BilingualGroup
from grading.commands.classroom import classroom
from grading.commands.doctor import doctor
from grading.commands.handout import available, handout
from grading.commands.hint import hint
from grading.commands.listing import list_exercises
from grading.commands.progress import record_own
from grading.commands.reports import report_options
from grading.commands.reset import reset
from grading.commands.shared import (
    ANY_TASK,
    budget_option,
    data_dir_option,
    data_option,
    extra_checks_option,
    learners_console,
    refusing_unusable_input,
    require_sandbox_option,
    showing_progress,
)
from grading.commands.solution import solution
from grading.commands.train import train
from grading.commands.watch import watch
from grading.grade import Settings, grade, unusable
from grading.report import terminal
from grading.results import NoGrade
from grading.sandbox import machine
from grading.sandbox.isolation import Deadlines
from grading.submissions.submission import DEFAULT_FOLDER, UnusableSubmission, read

PASSED, NOT_PASSED, NO_GRADE = 0, 1, 3  # and 2 for unusable input, as click has it


class GradeByDefault(BilingualGroup):
    """Options alone, the name of an exercise, or nothing at all, mean `grade`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        if args and args[0] == "--lang":  # before a command it means the same as behind it
            args = [*args[2:], *args[:2]]
        first = args[0] if args else "--"
        is_option = first.startswith("-") and first not in ("--help", "--version")
        if is_option or (first not in self.commands and ANY_TASK.nearest(first)):
            args = ["grade", *args]
        return super().parse_args(context, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _failing_without_a_grade():
            return super().make_context(*args, **extra)

    def invoke(self, context: click.Context) -> Any:
        with _failing_without_a_grade():
            return super().invoke(context)


@contextmanager
def _failing_without_a_grade() -> Iterator[None]:
    """What fails in here, other than by wrong usage, is no grade."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):  # click shows them
        raise
    except Exception as problem:
        reason = str(problem) if isinstance(problem, NoGrade) else machine.explain(problem)
        click.echo("\n".join([f"grader: {reason}", _("This is not a grade.")]), err=True)
        sys.exit(NO_GRADE)


@click.group(cls=GradeByDefault)
@click.help_option()
@click.version_option(VERSION, prog_name="softmax-from-scratch")
def main() -> None:
    """Grade the exercises on softmax regression from scratch (Dive into Deep Learning, 3.6)."""


@main.command("grade")
@click.argument("tasks", nargs=-1, type=ANY_TASK, metavar="[EXERCISE]...")
@click.option(
    "--submission", type=click.Path(path_type=Path), default=DEFAULT_FOLDER,
    help="The folder, archive or notebook to grade.",
)  # fmt: skip
@data_option
@data_dir_option
@click.option("--epochs", type=click.IntRange(1, 10_000), help="Train for so many epochs.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Draw the same inputs as a run with this seed.")
@report_options
@click.option("--github", is_flag=True, help="Annotate the files, and add the report to the summary, on GitHub.")
@click.option(
    "--annotations", type=click.Path(dir_okay=False, path_type=Path),
    help="Write the annotations of --github here, and do not print them.",
)  # fmt: skip
@click.option("--fail-under", type=float, help="Exit with 0 from this score on (default: all points).")
@require_sandbox_option
@extra_checks_option
@budget_option
def grade_command(
    tasks: tuple[Task, ...], submission: Path, fail_under: float | None, budget: float, github: bool,
    annotations: Path | None, extra_checks: Path | None, **options: Any,
) -> None:  # fmt: skip
    """Grade all exercises, or the ones named."""
    if annotations and not github:
        raise click.UsageError(_("--annotations goes with --github."))
    console = learners_console()
    with refusing_unusable_input():
        files = reports.wanted(options)
        if annotations:
            reports.check_writable(annotations)
        chosen = tuple(task for task in course.EVERY_TASK if task in tasks) or course.TASKS
        settings = Settings(
            tasks=chosen, pass_mark=fail_under, deadlines=Deadlines(submission=budget),
            extra_checks=read_extra_checks(extra_checks) if extra_checks else None, **options,
        )  # fmt: skip
        try:
            submitted = read(submission)
        except UnusableSubmission as unreadable:  # a table of many submissions has no holes
            if os.path.lexists(submission):
                reports.write(files, unusable(submission.name, str(unreadable), settings))
            raise
        with showing_progress(console) as progress:
            scorecard = grade(submitted, settings, progress)
        if not extra_checks:  # the learner's own list counts the kit's points
            record_own(submission, submitted, scorecard)
    problems = reports.write(files, scorecard)
    terminal.show(scorecard, console)
    if lost := streams.lost_output():
        problems.append(_("the report above is not whole: {problem}").format(problem=lost))
    if github:
        problems += reports.show_on_github(scorecard, submitted.sources, submission, annotations)
    for problem in problems:
        click.echo(f"grader: {problem}", err=True)
    sys.exit(NO_GRADE if problems else PASSED if scorecard.passed else NOT_PASSED)


NEED_THE_KIT = (classroom, gradescope, handout, solution)
"""The commands that the learners' copy does not have."""
for command in (classroom, doctor, gradescope, handout, hint, list_exercises, reset, solution, train, watch):
    main.add_command(available(command, command in NEED_THE_KIT))
