"""A Scorecard as JUnit XML, which CI systems show test by test."""

import re
from collections import Counter
from xml.etree import ElementTree

from grading.results import Check, ExerciseResult, Scorecard

LONGEST_ATTRIBUTE = 300


def render(scorecard: Scorecard) -> str:
    """One testsuite an exercise, one testcase a check; what did not pass carries its message."""
    root = ElementTree.Element("testsuites", name=_xml(scorecard.submission), time=str(scorecard.seconds))
    for result in (*scorecard.exercises, *scorecard.bonus):
        root.append(_suite(result))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(result: ExerciseResult) -> ElementTree.Element:
    counted = Counter(_kind(check) for check in result.checks)
    suite = ElementTree.Element(
        "testsuite", name=result.id, tests=str(len(result.checks)), failures=str(counted["failure"]),
        errors=str(counted["error"]), skipped="0",
    )  # fmt: skip
    suite.extend(_case(result, check) for check in result.checks)
    return suite


def _kind(check: Check) -> str:
    """failure: a wrong answer, or nothing is written yet. error: no answer."""
    return {"passed": "", "failed": "failure", "not_started": "failure"}.get(check.status, "error")


def _case(result: ExerciseResult, check: Check) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=result.id, name=check.title)
    properties = ElementTree.SubElement(case, "properties")
    values = {"points": check.points, "max_points": check.max_points}
    mistake = result.mistakes[0] if result.mistakes and check in result.open_checks else None
    for name, value in (values | ({"mistake": mistake.name} if mistake else {})).items():
        ElementTree.SubElement(properties, "property", name=name, value=str(value))
    if kind := _kind(check):
        said = mistake.title if mistake else check.message.partition("\n")[0]
        problem = ElementTree.SubElement(case, kind, message=_xml(said[:LONGEST_ATTRIBUTE]), type=check.status)
        problem.text = _xml(check.message)
    if check.output:
        ElementTree.SubElement(case, "system-out").text = _xml(check.output)
    return case


def _xml(text: str) -> str:
    """Text with what XML 1.0 cannot hold replaced."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)
