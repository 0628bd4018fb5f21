"""A Scorecard as JUnit XML, which CI systems show test by test."""

from xml.etree import ElementTree

from grading.results import Check, ExerciseResult, Scorecard


def render(scorecard: Scorecard) -> str:
    """One testsuite an exercise, one testcase a check; what did not pass carries its message."""
    root = ElementTree.Element("testsuites", name=_xml(scorecard.submission), time=str(scorecard.seconds))
    for result in (*scorecard.exercises, *scorecard.bonus):
        root.append(_suite(result))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(result: ExerciseResult) -> ElementTree.Element:
    counted = [_kind(check) for check in result.checks]
    suite = ElementTree.Element(
        "testsuite",
        name=result.id,
        tests=str(len(result.checks)),
        failures=str(counted.count("failure")),
        errors=str(counted.count("error")),
        skipped=str(counted.count("skipped")),
    )
    suite.extend(_case(result, check) for check in result.checks)
    return suite


def _kind(check: Check) -> str:
    """failure: a wrong answer. error: no answer. skipped: nothing is written yet."""
    if check.status == "passed":
        return ""
    return {"failed": "failure", "not_started": "skipped"}.get(check.status, "error")


def _case(result: ExerciseResult, check: Check) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=result.id, name=check.title)
    if kind := _kind(check):
        problem = ElementTree.SubElement(case, kind, message=_xml(check.message.partition("\n")[0]))
        if kind != "skipped":
            problem.set("type", check.status)
            problem.text = _xml(check.message)
    return case


def _xml(text: str) -> str:
    """Text with what XML 1.0 cannot hold replaced."""
    return "".join(
        character
        if character in "\t\n\r"
        or " " <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character > "\uffff"
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )
