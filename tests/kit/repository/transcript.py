"""One learner's way from the stubs to 100 points, played for real and written down in both languages.

`python -m tests.kit.repository.transcript` writes docs/transcript.md and its Chinese sister; a test holds them fresh.
"""

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from click.testing import CliRunner

from grading.commands.main import main
from tests.kit.answers import KIT, folder

PAGES = {"en": KIT / "docs" / "transcript.md", "zh": KIT / "docs" / "transcript.zh-CN.md"}
TITLES = {"en": "From the stubs to 100 points", "zh": "从空白练习到 100 分"}
ABOUT = {
    "en": "Every report below was printed by the kit itself; `python -m tests.kit.repository.transcript` plays it all "
    "again.",
    "zh": "下面的每份报告都由本套件实际打印；`python -m tests.kit.repository.transcript` 会重新演示全部过程。",
}


@dataclass(frozen=True)
class Step:
    """What the learner says in each language, and the command that is run then.

    Before that they write the file of an exercise, if one is named: its solution, changed in one place or several.
    """

    en: str
    zh: str
    command: str
    file: str = ""
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        text = folder("solutions").sources[self.file]
        for right, wrong in self.changes:
            assert right in text
            text = text.replace(right, wrong)
        return text


STEPS = [
    Step("Nothing is written yet.", "还什么都没写。", "grader.py"),
    Step("How does one begin?", "从哪里开始？", "grader.py hint softmax"),
    Step("A first try at softmax, with a typing error.", "第一次尝试 softmax，有一处打字错误。",
         "grader.py grade softmax", "softmax.py", (("return X_exp", "return X_epx"), ("dim=1", "dim=0"))),
    Step("The name is right now.", "名字改对了。", "grader.py grade softmax", "softmax.py", (("dim=1", "dim=0"),)),
    Step("The other dimension.", "换成另一个维度。", "grader.py grade softmax", "softmax.py"),
    Step("cross_entropy comes next, with two mistakes at once.", "接下来是 cross_entropy，同时有两处错误。",
         "grader.py grade cross_entropy", "cross_entropy.py", (("return -", "return "), (", y])", ", y]).mean()"))),
    Step("A minus, and a loss for each row.", "加上负号，每一行各有一个损失。", "grader.py grade cross_entropy",
         "cross_entropy.py"),
    Step("accuracy, as a fraction.", "accuracy，写成了比例。", "grader.py grade accuracy", "accuracy.py",
         (("(predictions == y).sum())", "(predictions == y).sum()) / len(y)"),)),
    Step("A count after all.", "还是要计数。", "grader.py grade accuracy", "accuracy.py"),
    Step("An Accumulator whose mistake is on no list.", "Accumulator 的错误不在任何清单上。",
         "grader.py grade accumulator", "accumulator.py", (("[0.0] * n", "[1.0] * n"),)),
    Step("The sums start at zero.", "各个和从零开始。", "grader.py grade accumulator", "accumulator.py"),
    Step("An epoch of training, with one line missing.", "一个迭代周期的训练，少了一行。",
         "grader.py grade train_epoch", "train_epoch.py", (("            updater.zero_grad()\n", ""),)),
    Step("With that line, the model learns.", "补上那一行，模型就学会了。", "grader.py", "train_epoch.py"),
]  # fmt: skip


def page(language: str) -> str:
    """The transcript in a language, with what differs from run to run (times, exact accuracies) blanked out."""
    with tempfile.TemporaryDirectory() as home:
        mine = Path(home) / "exercises"
        shutil.copytree(KIT / "exercises", mine, ignore=shutil.ignore_patterns("__pycache__"))
        with mock.patch.dict(os.environ, {"XDG_STATE_HOME": f"{home}/state", "COLUMNS": "80", "NO_COLOR": "1"}):
            steps = [_played(step, mine, language) for step in STEPS]
    return "\n".join([f"# {TITLES[language]}", "", ABOUT[language], "", *steps])


def _played(step: Step, mine: Path, language: str) -> str:
    if step.file:
        (mine / step.file).write_text(step.text, encoding="utf-8")
    words = step.command.split()[1:]
    seeded = [] if words[:1] == ["hint"] else ["--seed", "7", "--data", "synthetic"]
    run = CliRunner().invoke(main, [*words, "--submission", str(mine), "--lang", language, *seeded])
    code = f"```python\n{_body(step.text, language)}\n```\n\n" if step.file else ""
    report = "\n".join(line.rstrip() for line in _blanked(run.output).strip("\n").splitlines())
    return f"## {getattr(step, language)}\n\n{code}```console\n$ python {step.command}\n{report}\n```\n"


def _body(text: str, language: str) -> str:
    """The code of a file without its docstrings, and on the Chinese page without comments, which are English."""
    code = re.sub(r'\n? *""".*?"""\n', "\n", text, flags=re.DOTALL).strip()
    return code if language == "en" else re.sub(r"  # .*", "", code)


def _blanked(output: str) -> str:
    return re.sub(r"\b0\.8\d\d\b", "0.8…", re.sub(r"\d+\.\d( s| 秒)", r"…\1", output))


def write() -> None:
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")


if __name__ == "__main__":
    write()
