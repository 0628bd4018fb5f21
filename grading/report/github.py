"""A Scorecard as GitHub Actions shows it: annotations at the learner's lines (Workflow commands for GitHub Actions)."""

import ast
from collections.abc import Iterator, Mapping
from contextlib import suppress
from gettext import gettext as _

import course
from grading.results import ExerciseResult, Scorecard
from grading.text import printable


def annotations(scorecard: Scorecard, sources: Mapping[str, str], folder: str) -> Iterator[str]:
    """A workflow command for each exercise that is begun and not right, at the line of its definition.

    sources: the texts of the submission's files, by their names. folder: where they lie in the repository, or the
    notebook that holds them, which has no lines.
    """
    for result in (*scorecard.exercises, *scorecard.bonus):
        if result.open_checks and result.status != "not_started" and not result.waiting_for:
            places = _places(result, sources, folder) if not scorecard.notebook else {"file": folder}
            yield _annotation(result, places)


def _places(result: ExerciseResult, sources: Mapping[str, str], folder: str) -> dict[str, str]:
    """The file and the line of an exercise; none for the model, which has no file."""
    with suppress(KeyError):
        exercise = course.exercise(result.id)
        line = _line_of(sources.get(exercise.file, ""), exercise.name)
        return {"file": f"{folder}/{exercise.file}", "line": str(line)}
    return {}


def _annotation(result: ExerciseResult, places: Mapping[str, str]) -> str:
    open_check = _("What does not hold yet: {check}.").format(check=result.open_checks[0].title)
    title = result.mistakes[0].title if result.mistakes else open_check
    named = {**places, "title": f"{result.id} {result.score}/{result.max_score}: {title}"}
    properties = ",".join(f"{name}={_property(value)}" for name, value in named.items())
    text = "\n\n".join([*(mistake.explanation for mistake in result.mistakes[:1]), result.open_checks[0].message])
    return f"::error {properties}::{_data(printable(text))}"


def _line_of(source: str, name: str) -> int:
    """The line at which a file defines a name or is no valid Python, the first where it does neither."""
    try:
        for node in ast.parse(source).body:
            if getattr(node, "name", "") == name:
                return getattr(node, "lineno", 1)
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        pass
    return 1


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
