"""`class`: the submissions of a class, graded one beside the other, and their results in one folder."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from rich.console import Console

from grading.checks.extra import read_extra_checks
from grading.commands.shared import (
    UnusableInput,
    budget_option,
    data_dir_option,
    data_option,
    extra_checks_option,
    refusing_unusable_input,
    require_sandbox_option,
)
from grading.grade import Settings
from grading.sandbox import signals
from grading.sandbox.isolation import Deadlines
from grading.text import printable

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from grading.classroom.pool import GradeOne
    from grading.classroom.store import Record

NO_GRADE = 3


@click.command("class")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where the results go (default: FOLDER-grades).")
@click.option(
    "--jobs", type=click.IntRange(1, 256), default=lambda: os.cpu_count() or 1,
    help="Grade so many submissions at once (default: one for each core).",
)  # fmt: skip
@data_option
@data_dir_option
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Draw the inputs of all submissions from this seed.")
@require_sandbox_option
@extra_checks_option
@budget_option
@click.option("--scheduler", metavar="ADDRESS", help="Grade on the Dask cluster whose scheduler is at this address.")
def classroom(
    folder: Path, out: Path | None, jobs: int, data: Literal["auto", "fashion-mnist", "synthetic"],
    data_dir: Path | None, seed: int | None, require_sandbox: bool, extra_checks: Path | None, budget: float,
    scheduler: str | None,
) -> None:  # fmt: skip
    """Grade the submissions in a folder, a class."""
    from grading.classroom.grading import Classroom, seed_of
    from grading.classroom.roster import roster
    from grading.classroom.scheduling import ExecutorLost

    if scheduler and data == "auto":
        data = _images_for_all(data_dir)
    out = out or folder.absolute().with_name(f"{folder.absolute().name}-grades")
    with refusing_unusable_input():
        entries = roster(folder)
        settings = Settings(
            data=data, data_dir=data_dir and data_dir.absolute(), seed=seed_of(out, seed),
            require_sandbox=require_sandbox, deadlines=Deadlines(submission=budget),
            extra_checks=read_extra_checks(extra_checks) if extra_checks else None,
        )  # fmt: skip
    room = Classroom(entries, settings, out)
    interrupted = False
    problem = ""
    with signals.interruptible(signal.SIGTERM), _executor(jobs, scheduler) as place, _shown(len(entries)) as show:
        try:
            for name, record in room.grade(*place):
                show(name, record)
        except KeyboardInterrupt:
            interrupted = True
        except ExecutorLost as lost:
            problem = str(lost)
    page = room.write_reports()
    click.echo(_summary(room.done, len(entries), page))
    if problem:
        click.echo(f"grader: {problem}", err=True)
    ungraded = problem or any(room.done.values())
    sys.exit(signals.STOPPED if interrupted else NO_GRADE if ungraded else 0)


def _images_for_all(data_dir: Path | None) -> Literal["fashion-mnist", "synthetic"]:
    """What `auto` means here, since it may mean something else on another machine."""
    from given.data import load_images

    with refusing_unusable_input():
        return "synthetic" if load_images("auto", data_dir).note else "fashion-mnist"


@contextmanager
def _executor(jobs: int, scheduler: str | None) -> "Iterator[tuple[Executor, GradeOne, Callable[[], int]]]":
    """Who grades the submissions, what to ask there, and how many at once."""
    if scheduler is None:
        from grading.classroom.pool import local_processes

        with local_processes(jobs) as (executor, grade_one):
            yield executor, grade_one, lambda: jobs + 1
        return
    from grading.classroom.cluster import UnusableCluster, cluster

    try:
        with cluster(scheduler) as (workers, grade_one):
            yield workers, grade_one, workers.at_once
    except UnusableCluster as problem:
        raise UnusableInput(str(problem)) from None


@contextmanager
def _shown(count: int) -> Iterator[Callable[[str, "Record | str"], None]]:
    """Show how far it is: a bar with the time left, and without a terminal a line for each submission."""
    console = Console(highlight=False)
    if not console.is_terminal:
        done = iter(range(1, count + 1))
        yield lambda name, record: click.echo(f"{next(done)}/{count} {printable(name)}: {_points(record)}")
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(_("Grading"), total=count)
        yield lambda name, record: progress.advance(task)


def _points(record: "Record | str") -> str:
    return record if isinstance(record, str) else f"{record['score']} / {record['max_score']}"


def _summary(done: Mapping[str, str], count: int, page: Path) -> str:
    graded = sum(not problem for problem in done.values())
    template = ngettext(
        "{graded} of {count} submission graded. The table is {file}, and the page for you {page}.",
        "{graded} of {count} submissions graded. The table is {file}, and the page for you {page}.",
        count,
    )
    lines = [template.format(graded=graded, count=count, file=page.with_name("grades.csv"), page=page)]
    if len(done) < count:
        lines.append(_("The same command goes on where it stopped."))
    return "\n".join(lines)
