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
        errors=str(counted["error"]), skipped=str(counted["skipped"]),
    )  # fmt: skip
    suite.extend(_case(result, check) for check in result.checks)
    return suite


def _kind(check: Check) -> str:
    """failure: a wrong answer. error: no answer. skipped: nothing is written yet."""
    return {"passed": "", "failed": "failure", "not_started": "skipped"}.get(check.status, "error")


def _case(result: ExerciseResult, check: Check) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=result.id, name=check.title)
    if kind := _kind(check):
        problem = ElementTree.SubElement(case, kind, message=_xml(check.message.partition("\n")[0][:LONGEST_ATTRIBUTE]))
        if kind != "skipped":
            problem.set("type", check.status)
            problem.text = _xml(check.message)
    if check.output:
        ElementTree.SubElement(case, "system-out").text = _xml(check.output)
    return case


def _xml(text: str) -> str:
    """Text with what XML 1.0 cannot hold replaced."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)
