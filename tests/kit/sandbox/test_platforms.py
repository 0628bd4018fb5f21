"""The same grade with fewer layers (macOS, Windows), and what each layer stops where it is there (Linux)."""

import os
import sys

import pytest

from course import TASKS, Task, exercise
from grading import KIT
from grading.grade import Settings, grade
from grading.results import ExerciseResult, NoGrade
from grading.sandbox import process
from grading.sandbox.isolation import Isolation, workers_folder
from grading.sandbox.untrusted.confinement import LAYERS
from tests.kit.answers import folder, with_files

linux = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")


@pytest.mark.parametrize("tasks", [(exercise("softmax"),), pytest.param(TASKS, marks=pytest.mark.environment)], ids=len)
def test_a_grade_works_without_forkserver_and_without_layers(tasks: tuple[Task, ...]) -> None:
    """Each worker imports torch for itself then, so that a whole grade takes half a minute."""
    bare = Isolation(start_method="spawn", without=LAYERS)
    scorecard = grade(folder("solutions"), Settings(tasks=tasks, data="synthetic", isolation=bare))
    assert scorecard.score == scorecard.max_score > 0, [result for result in scorecard.exercises if result.open_checks]
    assert scorecard.environment.sandbox == ()
    assert len(scorecard.environment.missing) == len(LAYERS)


def test_a_missing_layer_is_a_reason_not_to_grade_where_the_sandbox_is_required() -> None:
    with pytest.raises(NoGrade, match="not complete"):
        grade(folder("solutions"), Settings(require_sandbox=True, isolation=Isolation(without=LAYERS)))


@linux
def test_all_layers_are_active_here() -> None:
    with process.start(Isolation()) as worker:
        assert worker.missing == ()
        assert set(worker.active) >= {"Landlock", "seccomp", "resource limits", "no new privileges"}


def softmax_that(*statements: str) -> ExerciseResult:
    """The result of a softmax that runs these statements first."""
    body = "\n    ".join([*statements, "return X.exp() / X.exp().sum(1, keepdim=True)\n"])
    source = f"import os, socket, threading\ndef softmax(X):\n    {body}"
    [result] = grade(with_files("solutions", {"softmax.py": source}), Settings(tasks=[exercise("softmax")])).exercises
    return result


@linux
@pytest.mark.parametrize(
    "statement",
    [
        "open('/etc/passwd').read()",
        f"open({str(KIT / 'solutions' / 'softmax.py')!r}).read()",
        f"open('/proc/{os.getppid()}/environ').read()",
        "open('/tmp/written-by-a-submission', 'w')",
        "socket.create_connection(('127.0.0.1', 9))",
        "os.fork()",
        "os.system('true') == 0 or os.kill(0, 0)",
    ],
)
def test_a_confined_submission_is_refused(statement: str) -> None:
    result = softmax_that(statement)
    assert result.score == 0
    assert "PermissionError" in result.checks[0].message, result.checks[0].message


@linux
def test_a_confined_submission_has_a_scratch_folder_and_threads_but_no_secret_of_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "very-secret")
    write = "open('notes.txt', 'w').write('x')"
    start = "thread = threading.Thread(target=print); thread.start(); thread.join()"
    assert softmax_that(write, start, "assert not os.environ.get('GITHUB_TOKEN'), 'seen'").score == 15
    assert not list(workers_folder().glob("tmp*")), "what it wrote is gone"
