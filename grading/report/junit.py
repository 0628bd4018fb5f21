"""A Scorecard as JUnit XML, which CI systems show test by test."""

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree

from grading.results import Check, ExerciseResult, Scorecard

LONGEST_ATTRIBUTE = 300


def render(scorecard: Scorecard) -> str:
    """One testsuite an exercise, one testcase a check; what did not pass carries its message."""
    results = (*scorecard.exercises, *scorecard.bonus)
    counts = _counts([check for result in results for check in result.checks])
    root = ElementTree.Element("testsuites", {"name": _xml(scorecard.submission), **counts})
    root.set("time", _seconds(scorecard.seconds))
    root.extend(_suite(result) for result in results)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(result: ExerciseResult) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", {"name": result.id, **_counts(result.checks)})
    suite.set("time", _seconds(sum(check.seconds for check in result.checks)))
    suite.extend(_case(result, check) for check in result.checks)
    return suite


def _counts(checks: Sequence[Check]) -> dict[str, str]:
    kinds = Counter(_kind(check) for check in checks)
    counted = {"tests": len(checks), "failures": kinds["failure"], "errors": kinds["error"], "skipped": 0}
    return {name: str(count) for name, count in counted.items()}


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def _kind(check: Check) -> str:
    """failure: a wrong answer, or nothing is written yet. error: no answer."""
    return {"passed": "", "failed": "failure", "not_started": "failure"}.get(check.status, "error")


def _case(result: ExerciseResult, check: Check) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=result.id, name=check.title, time=_seconds(check.seconds))
    properties = ElementTree.SubElement(case, "properties")
    values = {"points": check.points, "max_points": check.max_points}
    mistake = result.mistakes[0] if result.mistakes and check in result.open_checks else None
    for name, value in (values | ({"mistake": mistake.name} if mistake else {})).items():
        ElementTree.SubElement(properties, "property", name=name, value=str(value))
    if kind := _kind(check):
        said = mistake.title if mistake else check.message.partition("\n")[0]
        message = f"{check.points}/{check.max_points}: {said}"
        problem = ElementTree.SubElement(case, kind, message=_xml(message[:LONGEST_ATTRIBUTE]), type=check.status)
        problem.text = _xml(check.message)
    if check.output:
        ElementTree.SubElement(case, "system-out").text = _xml(check.output)
    return case


def _xml(text: str) -> str:
    """Text with what XML 1.0 cannot hold replaced."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)
