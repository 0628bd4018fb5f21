"""The JUnit XML as programs read it that other people wrote: junitparser and junit2html."""

import subprocess
import sys
from pathlib import Path

import pytest

from grading.grade import Settings, grade
from grading.report import junit
from grading.results import Scorecard
from tests.kit.answers import folder, with_files
from tests.kit.report.scorecards import ALL_KINDS, BONUS, PARTLY, scorecard

junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed; pip install '.[dev]' brings it")

WRONG = "import torch\n\n\ndef softmax(X):\n    return X.exp() / X.exp().sum(dim=0, keepdim=True)\n"


@pytest.fixture(scope="module")
def graded() -> Scorecard:
    """A wrong softmax beside stubs, graded as a learner's would be."""
    return grade(with_files("exercises", {"softmax.py": WRONG}), Settings(seed=7))


def test_junitparser_counts_what_earned_nothing_as_a_failure_in_untouched_stubs_too() -> None:
    untouched = grade(folder("exercises"), Settings(seed=3))
    xml = junitparser.JUnitXml.fromstring(junit.render(untouched))
    checks = sum(len(result.checks) for result in untouched.exercises)
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (checks, checks, 0, 0)
    assert checks > 30
    counted = [(suite.tests, suite.failures) for suite in xml]
    assert counted == [(len(result.checks), len(result.checks)) for result in untouched.exercises]


def test_junitparser_reads_points_mistakes_and_kinds() -> None:
    xml = junitparser.JUnitXml.fromstring(junit.render(scorecard(PARTLY, ALL_KINDS, bonus=(BONUS,))))
    assert (xml.tests, xml.failures, xml.errors, xml.skipped) == (12, 6, 3, 0)
    partly, kinds, _bonus = xml
    wrong = list(partly)[1]
    [properties] = wrong.iterchildren(junitparser.Properties)
    assert {entry.name: entry.value for entry in properties} == {
        "points": "0", "max_points": "5", "mistake": "sums_down_the_columns",
    }  # fmt: skip
    assert [result.message for result in wrong.result] == ["0/5: Sums down the columns"]
    assert [type(case.result[0]).__name__ for case in kinds if case.result] == ["Failure"] * 2 + ["Error"] * 3


def test_each_check_that_ran_has_its_own_time_and_all_together_are_no_longer_than_the_grade(graded: Scorecard) -> None:
    xml = junitparser.JUnitXml.fromstring(junit.render(graded))
    softmax, *stubs = xml
    times = [case.time for case in softmax]
    assert all(time > 0 for time in times)
    assert len({*times}) > 1
    assert softmax.time == pytest.approx(sum(times), abs=0.01)
    assert sum(times) <= xml.time == graded.seconds
    assert {case.time for suite in stubs for case in suite} == {0}, "nothing ran there"


def test_junit2html_makes_a_page_that_shows_each_check_and_its_message(graded: Scorecard, tmp_path: Path) -> None:
    pytest.importorskip("junit2htmlreport", reason="junit2html is not installed; pip install '.[dev]' brings it")
    report, page = tmp_path / "junit.xml", tmp_path / "junit.html"
    report.write_text(junit.render(graded), encoding="utf-8")
    command = [sys.executable, "-m", "junit2htmlreport", str(report), str(page)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    text = page.read_text(encoding="utf-8")
    for result in graded.exercises:
        assert all(check.title in text for check in result.checks)
    [mistake] = graded.exercises[0].mistakes
    assert f"0/3: {mistake.title}" in text
