"""A worker holds nothing that solves the exercise it is asked about, wherever a submission looks in it."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import course
from course.records import Exercise, Task
from grading.grade import Settings, grade
from grading.submissions.submission import from_texts
from tests.kit.answers import ALL, KIT, folder

PROBE = Path(__file__).with_name("probe.py").read_text(encoding="utf-8")
FORBIDDEN = [str(KIT / name) for name in ("course", "solutions", "given", "tests")]
NOTHING = "FOUND NOTHING."


def solving_line(exercise: Exercise) -> str:
    """The longest line of an exercise's solution that is not in its stub."""
    solution, stub = (folder(home).sources[exercise.file].splitlines() for home in ("solutions", "exercises"))
    return max((line.strip() for line in solution if line not in stub), key=len)


ALL_RIGHT = {
    "softmax.py": "def softmax(X):\n    return X.exp() / X.exp().sum(1, True)\n",
    "cross_entropy.py": "def cross_entropy(p, y):\n    return -p.gather(1, y[:, None])[:, 0].log()\n",
    "accuracy.py": "def accuracy(p, y):\n    return float(((p.argmax(1) if p.ndim > 1 else p) == y).sum())\n",
    "accumulator.py": """
class Accumulator:
    def __init__(self, n):
        self.data = [0.0] * n
    def add(self, *args):
        self.data = [a + float(b) for a, b in zip(self.data, args)]
    def reset(self):
        self.data = [0.0 for _ in self.data]
    def __getitem__(self, i):
        return self.data[i]
""",
}
RIGHT_UNTIL_THE_TRAINING = """
import torch
def train_epoch_ch3(net, train_iter, loss, updater):
    if not isinstance(train_iter, list):
        raise RuntimeError(report)
    if isinstance(net, torch.nn.Module):
        net.train()
    total = right = n = 0
    for X, y in train_iter:
        p = net(X)
        l = loss(p, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            l.mean().backward()
            updater.step()
        else:
            l.sum().backward()
            updater(len(y))
        total, right, n = total + float(l.sum()), right + float((p.argmax(1) == y).sum()), n + len(y)
    return total / n, right / n
"""


def found(task: Task, expression: str) -> tuple[str, Sequence[str]]:
    """What an expression of the probe finds in the worker of a task, and the layers that this worker had."""
    texts = {exercise.file: f"def {exercise.name}(*args): pass\n" for exercise in ALL}
    report = f"{PROBE}\nreport = '; '.join(sorted(set({expression}))) or '{NOTHING}'\n"
    if isinstance(task, Exercise):
        texts[task.file] = f"{report}def {task.name}(*args):\n    raise RuntimeError(report)\n"
    else:
        texts.update(ALL_RIGHT)
        texts["train_epoch.py"] = f"{report}{RIGHT_UNTIL_THE_TRAINING}"
    scorecard = grade(from_texts(Path("submitted"), texts), Settings(tasks=[task], data="synthetic"))
    message = (*scorecard.exercises, *scorecard.bonus)[0].checks[0].message
    assert "RuntimeError: " in message, f"the probe did not run: {message}"
    return message.partition("RuntimeError: ")[2].partition("\n")[0], scorecard.environment.sandbox


OTHERS = [pytest.param(task, marks=pytest.mark.attack) for task in (*ALL[1:-1], course.MODEL)]


@pytest.mark.parametrize("task", [ALL[0], *OTHERS, ALL[-1]], ids=lambda task: task.id)
def test_a_fresh_worker_holds_no_code_and_no_text_that_solves_its_exercise(task: Task) -> None:
    needs = task.needs if isinstance(task, Exercise) else ()
    hidden = [exercise for exercise in course.EXERCISES if exercise.id not in needs]
    hidden += [task] if isinstance(task, Exercise) and task not in hidden else []
    lines = [solving_line(exercise)[::-1] for exercise in hidden]
    report, _ = found(task, f"search({FORBIDDEN}, {lines}, {[f'{id}.py' for id in needs]})")
    assert report == NOTHING, f"a submission finds in its worker: {report}"


def test_a_worker_opens_and_imports_nothing_that_knows_an_answer() -> None:
    files = [str(file) for folder in FORBIDDEN for file in sorted(Path(folder).rglob("*.py"))]
    modules = [*(f"solutions.{exercise.id}" for exercise in ALL), "course", "given.model", "tests.graded.expect"]
    report, layers = found(course.EXERCISES[0], f"opened({files}, {modules}, {str(KIT)!r})")
    if "Landlock" not in layers:
        pytest.skip("this kernel offers no Landlock, which closes the files")
    assert report == NOTHING, f"a submission finds in its worker: {report}"


def test_nothing_of_the_engine_is_an_answer_when_it_is_handed_in() -> None:
    report, _ = found(course.EXERCISES[0], "solvers()")
    assert report == NOTHING, f"a submission finds in its worker: {report}"
    count, _ = found(course.EXERCISES[0], "[f'{number_of_callables()} callables']")
    assert int(count.split()[0]) > 50, "the probe tries hardly anything"


@pytest.mark.filterwarnings("ignore::FutureWarning")  # of torch's objects, which all are looked at
def test_the_probe_finds_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Called here, where all of it is loaded."""
    from tests.kit.sandbox import probe

    monkeypatch.setitem(vars(sys.modules["grading"]), "forgotten", folder("solutions").sources["softmax.py"])
    line = solving_line(course.EXERCISES[0])
    report = " ".join(probe.search(FORBIDDEN, [line[::-1]], []))
    assert "module course.records" in report
    assert "class course.records.Exercise" in report
    assert f"code of {KIT / 'course' / 'records.py'}" in report
    assert f"the line {line!r}" in report
    assert list(probe.opened([__file__], ["course"], str(KIT)))[1:] == ["import course"]
