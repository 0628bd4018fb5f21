"""A Scorecard as files: results.json as the contract has it, JUnit as CI systems read it, written whole."""

import json
import os
from dataclasses import replace
from pathlib import Path
from types import NoneType
from typing import Any
from xml.etree import ElementTree

import pytest

from grading.grade import Settings, grade
from grading.report import json as json_report
from grading.report import junit
from grading.report.writing import write_whole
from grading.results import Check, Scorecard
from tests.kit.answers import folder
from tests.kit.report.scorecards import ALL_KINDS, BONUS, BROKEN, PARTLY, SOLVED, TRAINING, check, scorecard

NUMBER = (int, float)
CONTRACT: dict[str, dict[str, Any]] = {
    "": {
        "schema_version": int, "kit_version": str, "submission": str, "score": NUMBER, "max_score": NUMBER,
        "passed": bool, "seconds": NUMBER, "seed": int, "exercises": list, "bonus": list, "training": dict,
        "environment": dict,
    },
    "exercises": {
        "id": str, "title": str, "score": NUMBER, "max_score": NUMBER, "status": str,
        "checks": list, "mistakes": list, "advice": list,
    },
    "checks": {
        "id": str, "title": str, "points": NUMBER, "max_points": NUMBER, "status": str, "message": str, "output": str,
    },
    "mistakes": {"name": str, "title": str, "explanation": str},
    "training": {
        "dataset": str, "train_size": int, "test_size": int, "epochs": int, "threshold": float,
        "test_accuracy": float, "history": list,
    },
    "history": {
        "epoch": int, "train_loss": (float, NoneType), "train_accuracy": (float, NoneType), "test_accuracy": float,
    },
    "environment": {"python": str, "torch": str, "platform": str, "sandbox": list, "missing": list},
}  # fmt: skip
CONTRACT["bonus"] = CONTRACT["exercises"]
ADDED = {"": ["notes"], "exercises": ["difference"], "bonus": ["difference"]}
"""Fields on top of the contract; tools that know the contract may pass over them."""

FULL = scorecard(PARTLY, ALL_KINDS, training=TRAINING, notes=("Drawn garments stand in.",), bonus=(BONUS,))


def strict(text: str) -> Any:
    """JSON as the standard has it, in which NaN is no number."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


def expect_contract(part: dict[str, Any], name: str) -> None:
    fields = CONTRACT[name]
    assert list(part) == [*fields, *ADDED.get(name, [])]
    for field, kind in fields.items():
        assert isinstance(part[field], kind), f"{name}.{field}"
        children = part[field] if isinstance(part[field], list) else [part[field]]
        for child in children:
            if field in CONTRACT:
                expect_contract(child, field)


# results.json


def test_every_field_of_the_contract_is_there_in_its_order() -> None:
    expect_contract(strict(json_report.render(FULL)), "")


def expect_values(written: Any, record: Any) -> None:
    """What was written is what the record holds, in each of its parts."""
    if isinstance(written, dict):
        for field, value in written.items():
            expect_values(value, getattr(record, field))
    elif isinstance(written, list):
        for value, part in zip(written, record, strict=True):
            expect_values(value, part)
    else:
        assert written == (None if record != record else record), "JSON has no NaN"


def test_every_value_is_that_of_the_scorecard() -> None:
    written = strict(json_report.render(FULL))
    assert written.pop("schema_version") == 1
    expect_values(written, FULL)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_json_does_not_have_becomes_null(number: float) -> None:
    epoch = replace(TRAINING.history[0], train_loss=number)
    text = json_report.render(scorecard(SOLVED, training=replace(TRAINING, history=(epoch,))))
    assert strict(text)["training"]["history"][0]["train_loss"] is None


@pytest.mark.parametrize(
    "text", ["交叉熵", "\x00\x1b[2J", 'quo"te\\', "line\nbreak", "\u2028", "\U0001f455", "</script>", "\ud800"]
)
def test_any_text_comes_back_from_results_json_unless_no_encoding_has_it(text: str, tmp_path: Path) -> None:
    card = scorecard(replace(SOLVED, checks=(check("odd", "failed", text),)), submission=text)
    write_whole(tmp_path / "results.json", json_report.render(card))
    written = strict((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert written["exercises"][0]["checks"][0]["message"] == text.encode(errors="replace").decode()


def test_an_untouched_kit_has_the_contracts_form_too() -> None:
    written = strict(json_report.render(grade(folder("exercises"), Settings(seed=3))))
    expect_contract(written["environment"], "environment")
    for exercise in written["exercises"]:
        expect_contract(exercise, "exercises")
    assert (written["score"], written["max_score"], written["passed"]) == (0, 100, False)
    assert (written["training"], written["seed"], written["bonus"]) == (None, 3, [])
    assert [one["status"] for one in written["exercises"]] == ["not_started"] * 6
    assert all(one["message"] for exercise in written["exercises"] for one in exercise["checks"])


# A file that is whole


def test_a_report_replaces_the_old_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "results.json"
    target.write_text("old")
    write_whole(target, "new 交叉熵\n")
    assert target.read_bytes() == "new 交叉熵\n".encode()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("problem", [OSError("No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_ends_the_writing_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, problem: BaseException
) -> None:
    target = tmp_path / "results.json"
    target.write_text("old")

    def fail(*args: object, **options: object) -> None:
        raise problem

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(type(problem)):
        write_whole(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


# JUnit


def suites(card: Scorecard) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(junit.render(card).encode())
    assert root.tag == "testsuites"
    return root.findall("testsuite")


def case(result: Check) -> ElementTree.Element:
    [suite] = suites(scorecard(replace(SOLVED, checks=(result,))))
    [found] = suite.findall("testcase")
    found.remove(found[0])  # the properties
    return found


def test_a_case_names_its_points_and_the_exercises_mistake() -> None:
    softmax, _, _ = suites(FULL)
    named = [
        {entry.get("name"): entry.get("value") for entry in one.findall("properties/property")}
        for one in softmax.findall("testcase")
    ]
    assert named[0] == {"points": "5", "max_points": "5"}
    assert named[1] == {"points": "0", "max_points": "5", "mistake": "sums_down_the_columns"}


def test_there_is_a_suite_for_an_exercise_and_a_case_for_a_check() -> None:
    softmax, accuracy, bonus = suites(FULL)
    assert [suite.get("name") for suite in (softmax, accuracy, bonus)] == ["softmax", "accuracy", "beyond"]
    names = [one.get("name") for one in softmax.findall("testcase")]
    assert names == ["Shapes stay", "Rows sum to one", "Gradients flow"]
    assert {one.get("classname") for one in accuracy.findall("testcase")} == {"accuracy"}


def test_each_status_has_its_kind_and_is_counted() -> None:
    _, suite, _ = suites(FULL)
    kinds = [[child.tag for child in one if child.tag != "properties"] for one in suite.findall("testcase")]
    assert kinds == [[], ["failure"], ["failure"], ["error"], ["error"], ["error"]]
    assert [problem.get("type") for problem in suite.findall("testcase/error")] == ["error", "timeout", "violation"]
    assert [suite.get(count) for count in ("tests", "failures", "skipped", "errors")] == ["6", "2", "0", "3"]


def test_a_problem_carries_its_points_and_first_line_as_message_and_all_of_it_as_text() -> None:
    [problem] = case(check("odd", "failed", "first < line\nsecond & line"))
    assert (problem.get("message"), problem.text) == ("0/5: first < line", "first < line\nsecond & line")


ODD = ["\x00\x1b[2J\x07", "\ud800", "\ufffe\uffff", "]]>", "<a>&amp;'\"", "交叉熵 \U0001f455", "\x7f\x85"]


@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_the_xml_is_well_formed_whatever_a_message_holds_and_the_folder_is_called(text: str) -> None:
    assert suites(scorecard(SOLVED, submission=f"homework {text}"))
    [problem] = case(check("odd", "error", f"before {text} after"))
    assert (problem.text or "").startswith("before ")
    assert (problem.text or "").endswith(" after")


@pytest.mark.parametrize("encoding", ["UTF-8", "cp1252", "ascii"])
def test_the_xml_is_written_in_the_encoding_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr("locale.getpreferredencoding", lambda do_setlocale=True: encoding)
    target = tmp_path / "junit.xml"
    card = scorecard(replace(BROKEN, checks=(check("odd", "error", "交叉熵"),)))
    write_whole(target, junit.render(card))
    assert ElementTree.parse(target).find(".//error").text == "交叉熵"  # type: ignore[union-attr]
