"""The workflow that instructors copy or call: safe by its form, and its steps do what they say."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.kit.answers import KIT, copy_of_the_kit

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed; pip install '.[dev]' brings it")

WORKFLOW = KIT / ".github" / "workflows" / "classroom.yml"
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # also without activation
PAGE = KIT / "docs" / "classroom.md"

needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="the steps run in bash, on a Linux runner")


(JOB,) = yaml.safe_load(WORKFLOW.read_text())["jobs"].values()


def _steps(action: str) -> list[dict[str, Any]]:
    """The steps that use an action."""
    return [step for step in JOB["steps"] if step.get("uses", "").startswith(action)]


def _scripts() -> list[dict[str, Any]]:
    """The steps that run a script."""
    return [step for step in JOB["steps"] if "run" in step]


def _step(name: str) -> dict[str, Any]:
    (step,) = [step for step in JOB["steps"] if step["name"] == name]
    return step


def _run(name: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a step in a folder, as GitHub does with `shell: bash`."""
    step = _step(name)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder / step.get("working-directory", "."), capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": PATH, "GITHUB_OUTPUT": str(folder / "outputs"), **environment},
    )  # fmt: skip


def test_its_token_may_read_and_nothing_else() -> None:
    assert yaml.safe_load(WORKFLOW.read_text())["permissions"] == {"contents": "read"}
    assert "permissions" not in JOB, "a job's own permissions would replace these"


def test_no_secret_is_within_reach_of_a_submission() -> None:
    assert "secrets" not in WORKFLOW.read_text()
    assert all(step["with"]["persist-credentials"] is False for step in _steps("actions/checkout"))


def test_it_starts_at_a_push_by_hand_or_by_a_call() -> None:
    triggers = yaml.safe_load(WORKFLOW.read_text())[True]  # YAML 1.1 reads the key `on` as true
    assert set(triggers) == {"push", "workflow_dispatch", "workflow_call"}
    assert "pull_request_target" not in WORKFLOW.read_text()


def test_the_kit_is_the_instructors_and_the_submission_the_learners() -> None:
    kit, submission = (step["with"] for step in _steps("actions/checkout"))
    assert kit["path"] == "kit"
    assert kit["repository"] == "${{ steps.kit.outputs.repository }}"
    assert submission["path"] == "submission"
    assert "repository" not in submission, "without one, it is the repository that was pushed to"


def test_python_works_in_the_kits_folder() -> None:
    folders = {step.get("working-directory") for step in _scripts() if "python" in step["run"]}
    assert folders == {"kit"}, "in a submission's folder its files could pass for modules"


def test_no_script_holds_an_expression_that_someone_else_could_fill() -> None:
    assert not [step["name"] for step in _scripts() if "${{" in step["run"]]


def test_results_and_caches_are_kept_also_when_the_grade_fails() -> None:
    (artefact,) = _steps("actions/upload-artifact")
    (cache,) = _steps("actions/cache/save")
    assert artefact["if"] == "always()"
    assert artefact["with"]["path"] == "results/"
    assert cache["if"].startswith("always()")
    (restored,) = _steps("actions/cache/restore")
    assert restored["with"]["path"] == cache["with"]["path"], "what is restored is what was saved"


def test_it_ends_in_time_and_only_the_latest_push_counts() -> None:
    assert _step("Grade")["timeout-minutes"] < JOB["timeout-minutes"] <= 30
    assert JOB["concurrency"]["cancel-in-progress"] is True


def test_its_actions_are_githubs_own_at_a_major_version() -> None:
    used = [step["uses"] for step in JOB["steps"] if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"actions/[a-z/-]+@v\d+", action)] == []


@needs_bash
@pytest.mark.parametrize("repository", ["", "learner/answers", "school/kit"])
def test_the_kits_repository_is_handed_on_or_its_variable_named(tmp_path: Path, repository: str) -> None:
    environment = {"REPOSITORY": repository, "REF": "v1", "GITHUB_REPOSITORY": "learner/answers"}
    step = _run("Find the instructor's repository", tmp_path, **environment)
    if repository == "school/kit":
        assert step.returncode == 0
        assert (tmp_path / "outputs").read_text().split() == ["repository=school/kit", "ref=v1"]
    else:
        assert step.returncode == 1
        assert step.stdout.startswith("::error")
        assert "KIT_REPOSITORY" in step.stdout


@needs_bash
def test_a_link_cannot_pass_the_kits_solutions_for_a_submission(tmp_path: Path) -> None:
    (tmp_path / "kit" / "solutions").mkdir(parents=True)
    (tmp_path / "submission").mkdir()
    (tmp_path / "submission" / "exercises").symlink_to("../kit/solutions")
    assert _run("Look at the submission", tmp_path).returncode == 1


@needs_bash
def test_a_submission_is_a_folder_named_exercises(tmp_path: Path) -> None:
    assert "exercises should be a folder" in _run("Look at the submission", tmp_path).stdout
    (tmp_path / "submission" / "exercises").mkdir(parents=True)
    assert _run("Look at the submission", tmp_path).returncode == 0


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder as on a runner: the kit in kit/, untouched stubs in submission/exercises/."""
    copy_of_the_kit(tmp_path / "kit")
    shutil.copytree(KIT / "exercises", tmp_path / "submission" / "exercises")
    return tmp_path


@needs_bash
def test_a_grade_below_the_mark_is_red_and_leaves_its_results_and_a_submission_commands_nothing(runner: Path) -> None:
    step = _run("Grade", runner, FAIL_UNDER="100")
    assert step.returncode == 1, step.stdout + step.stderr
    assert json.loads((runner / "results" / "results.json").read_text())["score"] == 0
    assert "<testsuite" in (runner / "results" / "junit.xml").read_text()
    assert "not a grade" not in step.stdout
    first, *_, last = step.stdout.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert len(token) == 32
    assert last == f"::{token}::"


SPEAKING = """
def softmax(X):
    print("::error::printed")
    return "\\n::error::returned <script>alert(1)</script> %0A::error::again"
"""
"""A wrong answer that would like to give orders to the runner."""


@needs_bash
def test_annotations_come_after_what_a_submission_printed_and_the_summary_holds_the_report(runner: Path) -> None:
    (runner / "submission" / "exercises" / "softmax.py").write_text(SPEAKING)
    (runner / "submission" / ".git").mkdir()
    step = _run("Grade", runner, FAIL_UNDER="100", GITHUB_STEP_SUMMARY=str(runner / "summary.md"))
    assert step.returncode == 1, step.stdout + step.stderr
    first, *lines = step.stdout.splitlines()
    resumed = lines.index(f"::{first.removeprefix('::stop-commands::')}::")
    [annotation] = lines[resumed + 1 :]
    assert annotation.startswith("::error file=exercises/softmax.py,line=2,title=softmax 0/15")
    assert "returned <script>alert(1)</script> %250A" in annotation
    assert not [line for line in lines[:resumed] if line.startswith("::")]
    summary = (runner / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## Score 0 / 100")
    text_block = summary[summary.index("```text\n") : summary.rindex("\n```")]
    assert "<script>" in text_block
    assert "<script>" not in summary.replace(text_block, "")


@needs_bash
def test_the_instructors_own_checks_are_taken_along_where_there_are_some(runner: Path) -> None:
    (runner / "kit" / "extra-checks").mkdir()
    (runner / "kit" / "extra-checks" / "checks.toml").write_text("[softmax]\nevery_row_sums_to_one = 7\n")
    _run("Grade", runner, FAIL_UNDER="100")
    assert json.loads((runner / "results" / "results.json").read_text())["max_score"] == 105


@needs_bash
def test_a_grade_that_reaches_the_mark_is_green(runner: Path) -> None:
    shutil.copy(KIT / "solutions" / "softmax.py", runner / "submission" / "exercises")
    step = _run("Grade", runner, FAIL_UNDER="15")
    assert step.returncode == 0, step.stdout + step.stderr


@needs_bash
def test_a_grader_that_cannot_grade_is_red_and_says_that_this_is_no_grade(runner: Path) -> None:
    shutil.rmtree(runner / "submission" / "exercises")
    step = _run("Grade", runner, FAIL_UNDER="0")
    assert step.returncode == 2
    assert "::error title=This is not a grade::" in step.stdout


@needs_bash
def test_the_pages_command_grades_each_collected_repository(runner: Path) -> None:
    shutil.copytree(KIT / "exercises", runner / "kit" / "class" / "ada" / "exercises")
    (runner / "kit" / "class" / "bob" / "exercises").mkdir(parents=True)
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (command,) = (block for block in blocks if "class class --require" in block)
    environment = {**os.environ, "PATH": PATH}
    run = subprocess.run(["bash", "-c", command], cwd=runner / "kit", env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    results = runner / "kit" / "class-grades" / "results"
    ada, bob = (json.loads((results / f"{name}.json").read_text(encoding="utf-8")) for name in ("ada", "bob"))
    assert (ada["score"], ada["problem"]) == (0, "")
    assert "there is none of softmax.py" in bob["problem"]


def test_actionlint_finds_nothing_in_the_workflow_and_in_the_five_lines_that_call_it() -> None:
    program = shutil.which("actionlint", path=PATH)
    if program is None:
        pytest.skip("actionlint is not installed; pip install '.[dev]' brings it")
    examples = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (example,) = (block for block in examples if WORKFLOW.name in block)
    assert len(example.splitlines()) == 5
    assert f"/.github/workflows/{WORKFLOW.name}@" in example
    for text in (WORKFLOW.read_text(), example):
        lint = subprocess.run([program, "-no-color", "-"], input=text, capture_output=True, text=True)
        assert lint.stdout + lint.stderr == ""
