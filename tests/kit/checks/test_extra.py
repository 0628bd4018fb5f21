"""An instructor's own checks: they count beside the kit's, hidden ones tell nothing, and what is wrong is refused."""

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.console import Console

from course import EXERCISES, TASKS
from grading.checks.extra import ExtraChecks, UnusableChecks, read_extra_checks
from grading.grade import Settings, grade, unusable
from grading.report import classroom50, github, gradescope, junit, markdown, prairielearn, terminal
from grading.report import json as json_report
from grading.results import NoGrade, Scorecard
from grading.submissions.submission import Submission
from tests.kit.answers import folder, with_files

SOFTMAX = EXERCISES[0]
VISIBLE = """
import pytest
import torch

@pytest.mark.points(4)
def test_large_scores_work(softmax):
    '''Why it matters.'''
    X = torch.tensor([[9.0, 8.0], [7.5, 6.0]])
    if not torch.allclose(softmax(X), torch.softmax(X, dim=1)):
        pytest.fail("Large scores do not work.", pytrace=False)
"""
HIDDEN = """
import pytest
import torch

@pytest.mark.hidden
@pytest.mark.points(3)
def test_the_secret_recipe(softmax):
    X = torch.tensor([[0.2718281, 0.5], [0.1, 0.3]])
    if not torch.allclose(softmax(X), torch.softmax(X, dim=1)):
        pytest.fail(f"The secret recipe does not work for {X}.", pytrace=False)
"""
WRONG = "import torch\n\n\ndef softmax(X):\n    return X.exp() / X.exp().sum(dim=0, keepdim=True)\n"
TALKING = """
import torch
seen = []

def softmax(X):
    seen.append(X.tolist())
    print("seen", seen[-3:])
    if abs(X.flatten()[0] - 0.2718281) < 1e-4:
        raise ValueError(f"caught {seen[-1]}")
    return X.exp() / X.exp().sum(dim=1, keepdim=True)
"""


def extra(home: Path, files: Mapping[str, str]) -> ExtraChecks:
    home.mkdir(exist_ok=True)
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
    return read_extra_checks(home)


def graded(submission: Submission, checks: ExtraChecks) -> Scorecard:
    return grade(submission, Settings(tasks=(SOFTMAX,), seed=7, extra_checks=checks))


def reports(card: Scorecard) -> dict[str, str]:
    screen = io.StringIO()
    terminal.show(card, Console(file=screen, width=100, color_system=None))
    forms = {"json": json_report, "junit": junit, "markdown": markdown, "gradescope": gradescope,
             "classroom50": classroom50, "prairielearn": prairielearn}  # fmt: skip
    texts = {name: form.render(card) for name, form in forms.items()}  # type: ignore[attr-defined]  # each has it
    return {**texts, "terminal": screen.getvalue(), "github": "\n".join(github.annotations(card, {}, "exercises"))}


# They count


def test_they_count_beside_the_kits_and_every_report_shows_them(tmp_path: Path) -> None:
    checks = extra(tmp_path / "extra", {"test_softmax.py": VISIBLE + HIDDEN})
    right, wrong = (graded(with_files("solutions", files), checks) for files in ({}, {"softmax.py": WRONG}))
    assert (right.score, right.max_score, right.passed) == (22, 22, True)
    last, hidden = wrong.exercises[0].checks[-2:]
    assert (last.id, last.title, last.points, last.max_points) == ("large_scores_work", "Large scores work", 0, 4)
    assert last.message == "Large scores do not work."
    assert (hidden.id, hidden.title, hidden.status, hidden.points, hidden.max_points) == (
        "hidden_1", "Hidden check 1", "failed", 0, 3,
    )  # fmt: skip
    for form, text in reports(wrong).items():
        if form not in ("terminal", "markdown", "github"):  # those show the first open check
            assert "Large scores work" in text or "large_scores_work" in text, form
            assert "Hidden check 1" in text or "hidden_1" in text, form


def test_untouched_stubs_and_what_cannot_be_read_lose_their_points_too(tmp_path: Path) -> None:
    checks = extra(tmp_path / "extra", {"test_softmax.py": VISIBLE + HIDDEN})
    for card in (graded(folder("exercises"), checks), unusable("x", "no archive", Settings(extra_checks=checks))):
        assert card.score == 0
        last, hidden = card.exercises[0].checks[-2:]
        assert (last.max_points, hidden.max_points, hidden.title) == (4, 3, "Hidden check 1")
        assert "recipe" not in json_report.render(card)


def test_a_toml_file_gives_points_and_replaces_the_kits(tmp_path: Path) -> None:
    points = "[softmax]\ntest_large_scores_work = 1\nthe_secret_recipe = 0\nevery_row_sums_to_one = 9\n"
    checks = extra(tmp_path / "extra", {"test_softmax.py": VISIBLE + HIDDEN, "checks.toml": points})
    card = graded(folder("solutions"), checks)
    worth = {check.id: check.max_points for check in card.exercises[0].checks}
    assert (worth["large_scores_work"], worth["hidden_1"], worth["every_row_sums_to_one"]) == (1, 0, 9)
    assert card.score == card.max_score == 15 - 2 + 9 + 1


def test_points_alone_are_enough(tmp_path: Path) -> None:
    checks = extra(tmp_path / "extra", {"checks.toml": "[softmax]\nevery_row_sums_to_one = 0\n"})
    assert graded(folder("solutions"), checks).max_score == 13


def test_their_failures_change_nothing_of_what_the_kit_says(tmp_path: Path) -> None:
    checks = extra(tmp_path / "extra", {"test_softmax.py": VISIBLE + HIDDEN})
    wrong = with_files("solutions", {"softmax.py": WRONG})
    with_them = graded(wrong, checks).exercises[0]
    without = grade(wrong, Settings(tasks=(SOFTMAX,), seed=7)).exercises[0]
    assert with_them.checks[: len(without.checks)] == without.checks
    assert (with_them.mistakes, with_them.difference) == (without.mistakes, without.difference)


def test_two_folders_may_have_files_of_one_name_and_helpers_beside_them(tmp_path: Path) -> None:
    for number in (1, 2):
        helped = f"import pytest\nfrom limits_{number} import MOST\n\n@pytest.mark.points({number})\n"
        files = {
            "test_softmax.py": f"{helped}def test_helped(softmax):\n    assert MOST == {number}\n",
            f"limits_{number}.py": f"MOST = {number}\n",
        }
        checks = extra(tmp_path / f"with a space {number}", files)
        assert graded(folder("solutions"), checks).score == 15 + number


def test_they_may_be_about_the_model(tmp_path: Path) -> None:
    text = "import pytest\n\n@pytest.mark.points(5)\ndef test_it_learned(trained_model):\n"
    text += "    assert trained_model.training.test_accuracy > 0.5\n"
    checks = extra(tmp_path / "extra", {"test_trained_model.py": text})
    card = grade(folder("solutions"), Settings(data="synthetic", epochs=3, seed=7, extra_checks=checks))
    [learned] = [check for check in card.exercises[-1].checks if check.id == "it_learned"]
    assert (learned.points, learned.status, card.max_score) == (5, "passed", 105)


# Hidden ones


def test_of_a_hidden_check_no_report_says_more_than_that_it_failed(tmp_path: Path) -> None:
    """The submission says what it has seen wherever it can: what it prints in later checks, and its exceptions."""
    checks = extra(tmp_path / "extra", {"test_softmax.py": HIDDEN + VISIBLE})
    card = graded(with_files("solutions", {"softmax.py": TALKING}), checks)
    *others, hidden = card.exercises[0].checks
    assert {check.status for check in others} == {"passed"}
    assert any("seen" in check.output for check in others), "the kit's checks show what is printed"
    assert (hidden.status, hidden.message, hidden.output) == ("failed", "Hidden check failed.", "")
    for form, text in reports(card).items():
        assert not [secret for secret in ("recipe", "0.2718", "caught") if secret in text], form
    terminal_text = reports(card)["terminal"]
    assert "What does not hold yet: Hidden check 1." in terminal_text
    assert "Hidden check failed." in terminal_text


REMEMBERING = """
import torch
seen = []

def softmax(X):
    if abs(float(X.flatten()[0]) - 0.2718281) < 1e-4:
        seen.append(X)
    if seen:
        return torch.full_like(X, 0.2718281)
    return X.exp() / X.exp().sum()
"""


def test_what_a_mistake_is_explained_with_comes_from_a_worker_that_has_seen_no_hidden_check(tmp_path: Path) -> None:
    checks = extra(tmp_path / "extra", {"test_softmax.py": HIDDEN})
    card = graded(with_files("solutions", {"softmax.py": REMEMBERING}), checks)
    assert card.exercises[0].mistakes or card.exercises[0].difference
    assert not [form for form, text in reports(card).items() if "0.2718" in text]


def test_nor_how_long_it_took_nor_what_a_violation_in_it_said(tmp_path: Path) -> None:
    text = HIDDEN.replace("    X =", "    from grading.results import Violated\n    raise Violated('caught')\n    X =")
    card = graded(folder("solutions"), extra(tmp_path / "extra", {"test_softmax.py": text}))
    *others, hidden = card.exercises[0].checks
    assert (card.score, hidden.seconds) == (0, 0), "a violation costs the exercise"
    assert all(check.seconds > 0 and check.message == "Hidden check failed." for check in others)
    assert not [form for form, report in reports(card).items() if "caught" in report]


def test_on_gradescope_a_hidden_check_is_hidden(tmp_path: Path) -> None:
    checks = extra(tmp_path / "extra", {"test_softmax.py": VISIBLE + HIDDEN})
    tests = json.loads(gradescope.render(graded(folder("solutions"), checks)))["tests"]
    assert [test["visibility"] for test in tests] == ["visible"] * (len(tests) - 1) + ["hidden"]


# What is wrong with them


BAD = {
    "no such exercise": ({"test_sofmax.py": VISIBLE}, "test_sofmax.py belongs to no exercise"),
    "a syntax error": ({"test_softmax.py": "def test_x(softmax)\n"}, "test_softmax.py, line 1, is not valid Python"),
    "no Python at all": ({"test_softmax.py": "\0"}, "is not valid Python"),
    "no points": ({"test_softmax.py": "def test_x(softmax):\n    pass\n"}, "test_softmax.py: test_x has no points"),
    "a name twice": ({"test_softmax.py": VISIBLE + VISIBLE}, "there is a check test_large_scores_work already"),
    "a name of the kit's": (
        {"test_softmax.py": VISIBLE.replace("large_scores_work", "every_row_sums_to_one")}, "already",
    ),
    "parameters": (
        {"test_softmax.py": VISIBLE.replace("@pytest", "@pytest.mark.parametrize('n', [1, 2])\n@pytest")}, "counts once"
    ),
    "a class": ({"test_softmax.py": "class TestIt:\n    pass\n"}, "TestIt is not a plain function"),
    "no TOML": ({"checks.toml": "[softmax\n"}, "checks.toml is not valid TOML"),
    "TOML of a strange exercise": ({"checks.toml": "[sofmax]\nx = 1\n"}, "there is no exercise sofmax"),
    "TOML without a table": ({"checks.toml": "softmax = 3\n"}, "softmax should be a table"),
    "TOML of a strange check": ({"checks.toml": "[softmax]\nx = 1\n"}, "softmax has no check x. Its checks are: the_w"),
    "nothing": ({"notes.txt": ""}, "There are no extra checks in"),
}  # fmt: skip
BAD |= {
    f"{points} points": ({"test_softmax.py": VISIBLE.replace("points(4)", f"points({points})")}, "no points for test_l")
    for points in ("-1", "1.5", "'three'", "True", "", "2, 3", "n")
}
BAD |= {
    f"{points} points in TOML": ({"checks.toml": f"[softmax]\nevery_row_sums_to_one = {points}\n"}, f"{points.title()}")
    for points in ("-1", "1.5", "true", "nan")
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_counted_is_refused_with_the_file_and_the_reason(case: str, tmp_path: Path) -> None:
    files, said = BAD[case]
    with pytest.raises(UnusableChecks) as refused:
        extra(tmp_path / "extra", files)
    assert said.lower() in str(refused.value).lower()
    assert "\n" not in str(refused.value)


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableChecks, match="There is no folder"):
        read_extra_checks(tmp_path / "nowhere")


BROKEN = {
    "a module that is not there": (
        VISIBLE.replace("import torch", "import torch, nothing_of_this_name"), "No module named 'nothing_of_this_name'"
    ),
    "an argument that is no fixture": (
        VISIBLE.replace("(softmax)", "(softmax, sofmax)"), "test_softmax.py: test_large_scores_work asks for sofmax"
    ),
    "a fixture with parameters": (
        VISIBLE.replace("import torch", "import torch\nfrom parts import n").replace("(softmax)", "(softmax, n)"),
        "The check large_scores_work of test_softmax.py did not run",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_checks_that_cannot_run_are_no_grade_and_not_the_learners_loss(case: str, tmp_path: Path) -> None:
    parts = "import pytest\n\n@pytest.fixture(params=[1, 2])\ndef n(request):\n    return request.param\n"
    checks = extra(tmp_path / "extra", {"test_softmax.py": BROKEN[case][0], "parts.py": parts})
    with pytest.raises(NoGrade) as problem:
        graded(folder("solutions"), checks)
    assert BROKEN[case][1] in str(problem.value)


def test_a_folder_that_has_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    checks = extra(tmp_path / "extra", {"test_softmax.py": VISIBLE, "data.txt": "1"})
    checks.refuse_changes()
    (tmp_path / "extra" / "data.txt").write_text("2")
    with pytest.raises(NoGrade, match="not those that the grade was asked for with"):
        checks.refuse_changes()


def test_every_task_may_have_some(tmp_path: Path) -> None:
    text = "import pytest\n\n@pytest.mark.points(1)\ndef test_x():\n    pass\n"
    checks = extra(tmp_path / "extra", {f"test_{task.id}.py": text for task in TASKS})
    assert set(checks.checks) == {task.id for task in TASKS}
