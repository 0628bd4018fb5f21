"""The reports that a grade may be asked to write: for programs, for platforms, for GitHub."""

import os
from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from grading.report import classroom50, github, gradescope, json, junit, markdown, prairielearn
from grading.report.writing import write_whole
from grading.results import Scorecard
from language import N_


def _page(scorecard: Scorecard) -> str:
    from grading.report import page  # what makes pages costs time, which other reports do without

    return page.render(scorecard)


FORMS: Mapping[str, tuple[Callable[[Scorecard], str], str]] = {
    "json": (json.render, N_("Write results.json here.")),
    "junit": (junit.render, N_("Write JUnit XML here.")),
    "html": (_page, N_("Write the report as a page (HTML) here.")),
    "markdown": (markdown.render, N_("Write the report in Markdown here.")),
    "gradescope": (gradescope.render, N_("Write results.json for Gradescope here.")),
    "classroom50": (classroom50.render, N_("Write result.json for classroom50 here.")),
    "prairielearn": (prairielearn.render, N_("Write results.json for PrairieLearn here.")),
}
"""What renders a report, and the help of the option that asks for it."""


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add an option for each form; its value is the file to write."""
    kind = click.Path(dir_okay=False, path_type=Path)
    for form, (_render, help) in reversed([*FORMS.items()]):
        command = click.option(f"--{form}", f"{form}_file", type=kind, help=help)(command)
    return command


def wanted(options: dict[str, Any]) -> dict[str, Path]:
    """Take the files to write out of a command's options, by their forms; OSError if one cannot be written."""
    files = {form: options.pop(f"{form}_file") for form in FORMS}
    found = {form: file for form, file in files.items() if file}
    for file in found.values():
        check_writable(file)
    return found


def write(files: Mapping[str, Path], scorecard: Scorecard) -> list[str]:
    """Write the reports, each in its form; what went wrong, in words."""
    problems = []
    for form, file in files.items():
        try:
            write_whole(file, FORMS[form][0](scorecard))
        except OSError as error:
            message = _("{file} cannot be written: {problem}")
            problems.append(message.format(file=file, problem=error.strerror or error))
    return problems


def show_on_github(
    scorecard: Scorecard, sources: Mapping[str, str], submission: Path, instead: Path | None
) -> list[str]:
    """Print annotations, or write them to a file instead, and add the report to the step summary where GitHub has one.

    What went wrong, in words.
    """
    lines = [*github.annotations(scorecard, sources, _folder_in_its_repository(submission))]
    file = instead
    try:
        if instead:
            write_whole(instead, "".join(f"{line}\n" for line in lines))
        else:
            click.echo("\n".join(lines), nl=bool(lines))
        if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            file = Path(summary)
            with open(summary, "a", encoding="utf-8", errors="replace") as opened:
                opened.write(markdown.render(scorecard))
    except OSError as error:
        message = _("{file} cannot be written: {problem}")
        return [message.format(file=file, problem=error.strerror or error)]
    return []


def _folder_in_its_repository(submission: Path) -> str:
    """Where a submission lies in the git repository that it belongs to, as annotations name files; else its name."""
    place = submission.absolute()
    repository = next((folder for folder in (place, *place.parents) if (folder / ".git").exists()), None)
    return place.relative_to(repository).as_posix() if repository else submission.name


def check_writable(path: Path) -> None:
    """Find out before minutes of work, not after them, that a report has nowhere to go."""
    folder = path.absolute().parent
    if not folder.is_dir():
        message = _("there is no folder {folder} to write {file} into")
        raise FileNotFoundError(message.format(folder=folder, file=path.name))
    if not os.access(folder, os.W_OK):
        message = _("{file} cannot be written: nothing may be written into {folder}")
        raise PermissionError(message.format(folder=folder, file=path.name))
    if path.exists() and not path.is_file():  # a device would be replaced by a file
        raise OSError(_("{file} is not an ordinary file, so no report goes there").format(file=path))

