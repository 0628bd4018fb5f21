"""The notebooks that the kit gives to learners: made of its stubs, and run from top to bottom."""

import ast
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from course import EVERY_EXERCISE, EXERCISES
from course.notebooks import WALKS, cell_of, cells_of, notebook
from course.stubs import stub
from given import garments
from given.idx import FILES
from grading.submissions.submission import read
from tests.kit.answers import KIT
from tests.kit.given.image_files import idx_bytes, put_files

WALK = (KIT / "course" / "walk" / "en.md").read_text(encoding="utf-8")
IN_THE_WALK = [task for task in EVERY_EXERCISE if f"[exercise {task.id}]" in WALK]


def solved(spoken: str) -> Any:
    """The notebook with the solutions in the place of the stubs."""
    texts = {task: (KIT / "solutions" / task.file).read_text(encoding="utf-8") for task in IN_THE_WALK}
    text = {cell_of(task, stub(task, spoken)): cell_of(task, texts[task]) for task in IN_THE_WALK}
    record = nbformat.reads(notebook(spoken), 4)
    for cell in record.cells:
        cell.source = text.pop(cell.source, cell.source)
    assert not text
    return record


def outputs_of(record: Any) -> list[tuple[str, Any]]:
    """The cells with code, each with what it shows: text, HTML or the type of a picture."""
    return [(cell.source, [shown(output) for output in cell.outputs]) for cell in record.cells if "outputs" in cell]


def shown(output: Any) -> str:
    assert output.output_type != "error", output.traceback
    if output.output_type == "stream":
        return f"{output.name}: {output.text}"
    return str(output.data.get("text/html") or ("picture" if "image/png" in output.data else output.data["text/plain"]))


@pytest.fixture
def images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few drawn garments, in Fashion-MNIST's files."""
    (train, labels), (test, test_labels) = garments.draw(3_000, 1), garments.draw(300, 2)
    put_files(tmp_path, dict(zip(FILES, map(idx_bytes, (train, labels, test, test_labels)), strict=True)))
    monkeypatch.setenv("FASHION_MNIST_DIR", str(tmp_path))
    monkeypatch.delenv("LANGUAGE")


def run(record: Any) -> list[tuple[str, Any]]:
    NotebookClient(record, timeout=120, resources={"metadata": {"path": str(KIT / "notebooks")}}).execute()
    return outputs_of(record)


@pytest.mark.parametrize("spoken", WALKS)
def test_the_notebooks_are_those_of_the_stubs_and_hold_no_outputs(spoken: str) -> None:
    written = WALKS[spoken].read_text(encoding="utf-8")
    assert written == notebook(spoken), "run python -m course.notebooks"
    record = nbformat.reads(written, 4)
    nbformat.validate(record)
    assert not any(outputs for _source, outputs in outputs_of(record))
    assert {*EXERCISES} <= {*IN_THE_WALK}


def test_both_languages_have_the_same_code() -> None:
    chinese, english = (
        [plain(source) for kind, source in cells_of(spoken) if kind == "code"] for spoken in ("zh", "en")
    )
    assert [code.replace("use('zh')", "use('en')") for code in chinese] == english


def plain(source: str) -> str:
    """The code of a cell without its comments and docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            del node.body[0]
    return ast.unparse(tree)


def test_the_notebook_itself_can_be_handed_in(tmp_path: Path) -> None:
    untouched = read(WALKS["zh"])
    assert all(untouched.not_started(task) for task in EVERY_EXERCISE)
    nbformat.write(solved("en"), tmp_path / "chapter.ipynb")
    submission = read(tmp_path / "chapter.ipynb")
    assert not submission.problems
    assert submission.sources.keys() == {task.file for task in IN_THE_WALK}


@pytest.mark.environment
@pytest.mark.usefixtures("images")
def test_run_as_it_is_the_notebook_says_what_each_cell_waits_for() -> None:
    outputs = run(nbformat.reads(notebook("en"), 4))
    checks = [shown for source, shown in outputs if source.startswith("check(") and source != "check()"]
    assert len(checks) == len(IN_THE_WALK)
    assert all("not started" in output for [output] in checks)
    waiting = [shown for source, shown in outputs if "if written(" in source]
    assert all(output.startswith("stdout: This cell is waiting for `") for [output] in waiting)


@pytest.mark.environment
@pytest.mark.usefixtures("images")
def test_with_the_solutions_it_trains_a_model_and_shows_what_that_predicts() -> None:
    record = solved("zh")
    for cell in record.cells:
        cell.source = cell.source.replace("num_epochs = 10", "num_epochs = 50")  # on fewer images
    outputs = run(record)
    checks = [shown for source, shown in outputs if source.startswith("check(") and source != "check()"]
    assert all("通过" in output for [output] in checks)
    [training] = [shown for source, shown in outputs if "train_ch3" in source]
    assert training.count("picture") == 1
    assert sum("50/50" in output for output in training) == 1
    assert outputs[-2][1] == ["picture"]
    assert outputs[-1][1][0].count("badge passed") == len(IN_THE_WALK)
    assert {path.name for path in (KIT / "notebooks").iterdir()} == {file.name for file in WALKS.values()}
