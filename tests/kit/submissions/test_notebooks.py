"""A notebook is graded like files: each exercise becomes one of its own, and messages name the cell and its line."""

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import TASKS, exercise
from grading.submissions import unpacking
from grading.submissions.notebook import MAX_DEPTH, MAX_NOTEBOOK_BYTES, Cell, read_cells
from grading.submissions.source import Unreadable
from grading.submissions.submission import UnusableSubmission, read
from tests.kit.answers import graded
from tests.kit.submissions.notebooks import BOOK, PICTURE, record, saved, submitted

SOFTMAX, ACCURACY, EPOCH = exercise("softmax"), exercise("accuracy"), exercise("train_epoch")
RIGHT = "def softmax(X):\n    return X.exp() / X.exp().sum(1, keepdim=True)"


# The book's


def test_a_notebook_in_the_books_manner_gets_full_marks() -> None:
    submission = submitted(*BOOK, outputs=[PICTURE])
    results = graded(submission, TASKS, data="synthetic", epochs=12)
    assert sum(results[task.id].score for task in TASKS) == 100
    assert results["sgd"].status == "not_started"


def test_what_a_learner_reads_of_an_error_names_the_cell_and_its_line() -> None:
    cells = ["# Notes", "%time\n\ndef scaled(X):\n    return X / 9", "def softmax(X):\n    return scaled(X).shame"]
    result = graded(submitted(*cells), [SOFTMAX])["softmax"]
    assert "\n  chapter.ipynb, cell 3, line 2, in softmax:\n    return scaled(X).shame" in result.checks[0].message
    assert "chapter.ipynb/" not in "".join(check.message for check in result.checks)
    helper = [cells[1].replace("/ 9", "@ X"), "def softmax(X):\n    return scaled(X)"]
    result = graded(submitted(*helper), [SOFTMAX])["softmax"]
    assert "\n  chapter.ipynb, cell 1, line 4, in scaled:\n    return X @ X" in result.checks[0].message
    ready_made = "import torch\n\ndef softmax(X):\n    return torch.softmax(X, 1)"
    assert "\n  chapter.ipynb, cell 1, line 4:" in graded(submitted(ready_made), [SOFTMAX])["softmax"].checks[0].message


def test_beside_an_epoch_the_kits_part_stands_for_one_that_the_notebook_has_not() -> None:
    without = [cell for cell in BOOK if "def accuracy" not in cell and "accuracy = " not in cell]
    results = graded(submitted(*without), [EPOCH, ACCURACY])
    assert results["train_epoch"].score == 25
    assert results["accuracy"].status == "not_started"
    assert "`accuracy` in chapter.ipynb is not started." in results["accuracy"].checks[0].message


# Files that are no notebook, or hardly one


def old_notebook() -> bytes:
    cells = [{"cell_type": "heading", "source": "A"}, {"cell_type": "code", "input": RIGHT.splitlines(True)}]
    return json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(old_notebook(), id="nbformat 3"),
        pytest.param(b"\xef\xbb\xbf" + saved("# A", RIGHT), id="BOM"),
        pytest.param(saved("# A", RIGHT.splitlines(True)), id="line by line"),
        pytest.param(saved("# A", RIGHT.replace("\n", "\r\n")), id="Windows"),
        pytest.param(saved("# A", RIGHT, outputs=[PICTURE] * 100), id="pictures"),
        pytest.param(
            json.dumps({"cells": [None, *record(RIGHT)["cells"], {"cell_type": "code", "source": 3}, []]}).encode(),
            id="odd cells",
        ),
        pytest.param(b'{"a": %s, %s' % (b"9" * 10_000, saved("# A", RIGHT)[1:]), id="a long number"),
    ],
)
def test_what_jupyter_has_saved_is_read_however_it_did(data: bytes) -> None:
    cells = read_cells(data, "chapter.ipynb")
    assert [cell for cell in cells if cell.source] == [Cell("chapter.ipynb, cell 2", RIGHT)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not a notebook that Jupyter would open: it may have been cut off."),
        (saved(RIGHT)[:-20], "is not a notebook"),
        (b"def softmax(X): return X", "is not a notebook"),
        (b"[1, 2]", "is not a notebook"),
        (b'{"cells": 3}', "is not a notebook"),
        (b'{"cells": []}', "has no cell with code in it."),
        (saved("# Only words", " \n"), "has no cell with code in it."),
        (saved("x = 'é'").replace(b"\\u00e9", b"\xe9"), "is not UTF-8 text."),
        (saved(RIGHT).decode().encode("utf-16"), "looks as if it was saved in the encoding UTF-16"),
        (b'{"cells": ' + b"[" * 100_000, "is nested too deeply"),
        (b'{"cells": ["\\"", ' + b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1) + b"]}", "is nested too deeply"),
        (b'{"cells": [' + b"[]," * 500_001, "in too many pieces"),
        (b'"' + b'\\"' * 500_000, "is not a notebook"),
        (saved("#" * 30_000, "x" * 30_000), "holds more than 50,000 bytes of code"),
        (saved(RIGHT, outputs=[PICTURE] * 300), "is larger than 20,000,000 bytes. Clear its outputs"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_no_notebook_is_refused_with_a_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "chapter.ipynb"
    file.write_bytes(data)
    with pytest.raises(UnusableSubmission, match=r"^chapter\.ipynb ") as refused:
        read(file)
    assert said in str(refused.value)


def test_brackets_in_texts_are_not_counted() -> None:
    assert read_cells(saved(f"x = '{'[' * 1_000}\\''"), "chapter.ipynb")


# Folders and archives


def test_a_notebook_stands_for_the_files_of_a_folder_that_has_none(tmp_path: Path) -> None:
    home = tmp_path / "anna"
    home.mkdir()
    (home / "my chapter.ipynb").write_bytes(saved(RIGHT))
    (home / ".hidden.ipynb").write_bytes(b"")
    submission = read(home)
    assert (submission.label, submission.notebook) == ("anna", "anna/my chapter.ipynb")
    assert submission.home(SOFTMAX) == "anna/my chapter.ipynb, cell 1"
    assert read(home / "my chapter.ipynb").sources == submission.sources
    (home / "other.ipynb").write_bytes(saved(RIGHT))
    with pytest.raises(
        UnusableSubmission, match=r"anna holds more than one notebook \(my chapter.ipynb, other.ipynb\)"
    ):
        read(home)


def test_the_files_of_a_folder_win_over_a_notebook_beside_them_and_the_report_says_so(tmp_path: Path) -> None:
    (tmp_path / "softmax.py").write_text("def softmax(X): return 1\n")
    (tmp_path / "chapter.ipynb").write_bytes(saved(RIGHT))
    submission = read(tmp_path)
    assert submission.sources == {"softmax.py": "def softmax(X): return 1\n"}
    assert submission.notes == (
        f"{tmp_path.name}/chapter.ipynb was not graded, as the exercises' files lie beside it. To have it graded, give "
        "the notebook itself.",
    )


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


@pytest.mark.parametrize("packed", [zipped, tarred])
def test_a_notebook_is_graded_in_an_archive_too(packed: Callable[[dict[str, bytes]], bytes], tmp_path: Path) -> None:
    path, chapter = tmp_path / "anna.zip", saved(RIGHT, outputs=[PICTURE] * 100)
    path.write_bytes(packed({"hand in/Kapitel 3.IPYNB": chapter, "hand in/.ipynb_checkpoints/a.ipynb": chapter}))
    submission = read(path)
    assert submission.home(SOFTMAX) == "anna/Kapitel 3.ipynb, cell 1"
    assert submission.sources["softmax.py"] == f"{RIGHT}\n"
    path.write_bytes(packed({"a/softmax.py": b"x = 1\n", "a/chapter.ipynb": chapter}))
    assert read(path).sources == {"softmax.py": "x = 1\n"}
    assert "anna/chapter.ipynb was not graded" in read(path).notes[0]


def test_notebooks_that_are_too_large_for_an_archive_are_refused_only_where_they_count(tmp_path: Path) -> None:
    path, large = tmp_path / "anna.zip", b" " * (MAX_NOTEBOOK_BYTES + 1)
    path.write_bytes(zipped({"chapter.ipynb": large}))
    with pytest.raises(UnusableSubmission, match="is larger than 20,000,000 bytes"):
        read(path)
    path.write_bytes(zipped({"notes/a.ipynb": large, "notes/b.ipynb": b"  ", "softmax.py": b"x = 1\n"}))
    assert read(path).sources == {"softmax.py": "x = 1\n"}
    found = unpacking.reply(io.BytesIO(zipped({"a.ipynb": large[1:], "b.ipynb": b"  "})), 10)
    assert [kind for _path, kind, _data in found] == ["file", "large"]  # type: ignore[misc]  # no sentence


# Anything at all

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["cells", "worksheets", "source", "input", "cell_type"]), inner, max_size=4)
    ),
    max_leaves=12,
)
MOST = settings(max_examples=100, deadline=None, derandomize=True, database=None)


@MOST
@given(
    JSON
    | st.fixed_dictionaries({"cells": st.lists(st.fixed_dictionaries({"cell_type": st.just("code"), "source": JSON}))})
)
def test_whatever_json_a_file_holds_it_is_read_or_refused(value: Any) -> None:
    data, said = json.dumps(value).encode(), ""
    try:
        cells = read_cells(data, "chapter.ipynb")
    except Unreadable as refused:
        cells, said = [], str(refused)
    assert all(cell.source.strip() for cell in cells)
    assert bool(cells) != said.startswith("chapter.ipynb ")
