"""class.html: what a class understood and what it did not, for whoever teaches it."""

import base64
import hashlib
import os
from collections.abc import Callable, Iterable
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

import language
from grading.classroom.statistics import ClassStatistics, Result, statistics_of
from grading.classroom.store import Record
from grading.classroom.table import NO_GRADE, UNUSABLE
from grading.report import html
from grading.report.page import LANGUAGES
from grading.text import listed
from language import N_

STATUS = {
    "passed": N_("passed"), "partial": N_("partly right"), "failed": N_("not right yet"),
    "not started": N_("not started"), UNUSABLE: N_("could not be read"), NO_GRADE: N_("no grade"),
}  # fmt: skip
MOST_MISTAKES = 10
SCRIPT = Path(html.__file__).with_name("templates") / "sort.js"


def page_of_the_class(
    rows: Iterable[tuple[str, Record | str]], seed: int, expected: int, report: Callable[[str], Path]
) -> str:
    """The text of the page. expected: how many submissions there are, graded or not. report: where a report lies."""
    statistics = statistics_of(rows)
    script = SCRIPT.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    def link(name: str) -> str:
        file = report(name)
        return quote(os.fsencode(f"{file.parent.name}/{file.name}"))

    return html.template("class.html").render(
        lang=LANGUAGES[language.current()], permitted=f"; script-src 'sha256-{digest}'", script=Markup(script),
        statistics=statistics, seed=seed, expected=expected, link=link, most_mistakes=MOST_MISTAKES,
        most=max((result.max_score for result in statistics.results), default=0),
        status_of=_status, unusable=statistics.count(UNUSABLE), no_grade=statistics.count(NO_GRADE),
        histogram=_histogram(statistics), shares=_shares(statistics), has_report=_has_report,
    )  # fmt: skip


def _status(result: Result) -> str:
    return _(STATUS[result.status])


def _has_report(result: Result) -> bool:
    return result.status != NO_GRADE


def _histogram(statistics: ClassStatistics) -> Markup | None:
    """The scores, where there are any."""
    bins = statistics.bins
    if not bins:
        return None
    from grading.report import pictures  # matplotlib costs a second, which no grade shall wait for

    said = [
        ngettext("{count} has {first} to {last}", "{count} have {first} to {last}", part.count).format(
            count=part.count, first=part.first, last=part.last
        )
        for part in bins
        if part.count
    ]
    text = _("Points and how many submissions have them: {counts}.").format(counts=listed(said))
    labels = [str(part.first) for part in bins]
    return pictures.histogram(labels, [part.count for part in bins], [part.unusable for part in bins], text)


def _shares(statistics: ClassStatistics) -> Markup | None:
    """What the exercises came to, where there are any."""
    if not statistics.readable:
        return None
    from grading.report import pictures

    parts = {
        exercise.id: (exercise.full, exercise.partly, exercise.none, exercise.not_started)
        for exercise in statistics.exercises
    }
    text = _("For each exercise the shares of all points, some, none, and not started. The table has the numbers.")
    return pictures.shares(parts, text)
