"""A folder of files becomes a Submission, whatever lies in it; nothing in it is run."""

import os
from pathlib import Path

import pytest

from course import EXERCISES, exercise
from grading.submissions.missing import undefined_name
from grading.submissions.source import MAX_FILE_BYTES
from grading.submissions.submission import MAX_FILES, UnusableSubmission, read_folder
from tests.kit import answers

SOFTMAX, ACCUMULATOR = exercise("softmax"), exercise("accumulator")
STUBS = answers.folder("exercises").sources
WRITTEN = "def softmax(X):\n    return X\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The stubs, in a folder named `homework`."""
    home = tmp_path / "homework"
    home.mkdir()
    for file, text in STUBS.items():
        (home / file).write_text(text, encoding="utf-8")
    return home


def problem(folder: Path, data: bytes) -> str:
    """What is said about softmax.py when it holds these bytes; "" if nothing."""
    (folder / "softmax.py").write_bytes(data)
    submission = read_folder(folder)
    assert all(submission.problem(task) is None for task in EXERCISES if task is not SOFTMAX)
    return submission.problem(SOFTMAX) or ""


# Which folder


def test_a_folder_is_read_with_the_learners_other_modules_and_nothing_else(folder: Path) -> None:
    (folder / "helpers.py").write_text("ROWS = 1\n")
    (folder / "notes.txt").write_text("do not read me")
    (folder / "data").mkdir()
    (folder / "data" / "more.py").write_text("")
    submission = read_folder(folder)
    assert submission.label == "homework"
    assert submission.sources == {**STUBS, "helpers.py": "ROWS = 1\n"}
    assert submission.problems == {}


def test_a_folder_that_holds_exercises_is_as_good_but_its_own_files_come_first(folder: Path) -> None:
    outside = folder.rename(folder.with_name("exercises")).parent
    assert read_folder(outside).label == "exercises"
    assert read_folder(outside).sources == STUBS
    (outside / "softmax.py").write_text(WRITTEN)
    assert read_folder(outside).sources == {"softmax.py": WRITTEN}


def test_the_current_folder_has_a_name_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "notes").mkdir()
    monkeypatch.chdir(folder)
    assert read_folder(Path(".")).label == read_folder(Path("notes/..")).label == "homework"


def test_what_is_no_folder_of_exercises_is_named_and_what_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text(WRITTEN)
    for path in (tmp_path / "nowhere", tmp_path / "other.py"):
        with pytest.raises(UnusableSubmission, match=rf"There is no folder {path}\. .* holds softmax\.py"):
            read_folder(path)
    with pytest.raises(UnusableSubmission, match=str(tmp_path)) as refused:
        read_folder(tmp_path)
    assert all(task.file in str(refused.value) for task in EXERCISES)


def test_one_file_is_enough_and_the_others_are_missing(tmp_path: Path) -> None:
    (tmp_path / "softmax.py").write_text(WRITTEN)
    submission = read_folder(tmp_path)
    assert submission.problem(SOFTMAX) is None
    assert submission.problem(ACCUMULATOR) == (
        f"{tmp_path.name}/accumulator.py is missing. It should define `Accumulator`. "
        f"`python grader.py reset accumulator --submission {tmp_path.name}` puts the stub there."
    )
    assert not submission.not_started(ACCUMULATOR)


def test_of_very_many_files_the_exercises_are_read_first(folder: Path) -> None:
    for number in range(MAX_FILES + 10):
        (folder / f"a{number:03}.py").write_text("")
    sources = read_folder(folder).sources
    assert len(sources) == MAX_FILES
    assert sources.keys() >= STUBS.keys()


# Which files are missing


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ("Softmax.py", "There is homework/Softmax.py: is it meant to be called softmax.py?"),
        ("softmax.py.txt", "There is homework/softmax.py.txt: is it meant to be called softmax.py?"),
        ("softmax.txt", "There is homework/softmax.txt: is it meant to be called softmax.py?"),
        ("softmax (1).py", "There is homework/softmax (1).py: is it meant to be called softmax.py?"),
        ("softmax copy.py", "There is homework/softmax copy.py: is it meant to be called softmax.py?"),
        ("softmax.py.bak", "There is homework/softmax.py.bak: is it meant to be called softmax.py?"),
        ("softmax.ipynb", "homework/softmax.ipynb is a notebook: copy the cell with your code into softmax.py."),
        ("mine/softmax.py", "There is homework/mine/softmax.py, one folder too deep: move it up."),
    ],
)
def test_what_lies_in_the_place_of_a_missing_file_is_named(folder: Path, there: str, said: str) -> None:
    (folder / there).parent.mkdir(exist_ok=True)
    (folder / "softmax.py").rename(folder / there)
    missing = read_folder(folder).problem(SOFTMAX)
    assert missing is not None
    assert missing.startswith(f"homework/softmax.py is missing. It should define `softmax`. {said} ")


@pytest.mark.parametrize("there", ["test_softmax.py", "softmax.md", "cross_entropy.py", "__pycache__/softmax.py"])
def test_a_file_of_another_kind_is_not_taken_for_a_missing_one(folder: Path, there: str) -> None:
    (folder / "softmax.py").unlink()
    (folder / there).parent.mkdir(exist_ok=True)
    (folder / there).write_text(WRITTEN)
    assert "There is" not in (read_folder(folder).problem(SOFTMAX) or "")


def test_the_folder_that_holds_the_files_is_named_where_another_was_given(folder: Path) -> None:
    with pytest.raises(UnusableSubmission, match=r"There is .*homework/softmax\.py"):
        read_folder(folder.parent)


def test_the_learners_own_folder_needs_no_path_to_be_reset(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "softmax.py").unlink()
    monkeypatch.setattr("grading.submissions.submission.DEFAULT_FOLDER", folder)
    missing = read_folder(folder).problem(SOFTMAX) or ""
    assert missing.endswith("`python grader.py reset softmax` puts the stub there.")


# Which names are missing


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def Softmax(X):\n    return X\n", "It has `Softmax`. Did you mean that?"),
        ("def softmx(X):\n    return X\n", "It has `softmx`. Did you mean that?"),
        ("import torch\ndef mine(X):\n    return X\n", "It has `mine`. The name has to be"),
        ("def outer():\n    def softmax(X):\n        return X\n", "It stands inside of `outer`"),
        ("import torch\n", "It defines nothing at all."),
    ],
)
def test_a_file_without_its_exercises_name_says_which_names_it_has(source: str, said: str) -> None:
    assert f"homework/softmax.py defines no `softmax`. {said}" in undefined_name(SOFTMAX, "homework/softmax.py", source)


# Which bytes


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param(b"x = 1", "x = 1", id="no last newline"),
        pytest.param(b"x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n", id="Windows"),
        pytest.param(b"\xef\xbb\xbf# coding: utf-8\nx = 1\n", "# coding: utf-8\nx = 1\n", id="BOM"),
        pytest.param("行和 = 1  # 每行之和\n".encode(), "行和 = 1  # 每行之和\n", id="Chinese"),
        pytest.param(b"# coding: latin-1\nx = '\xe9'\n", "# coding: latin-1\nx = 'é'\n", id="latin-1"),
        pytest.param("# coding: gbk\nx = '和'\n".encode("gbk"), "# coding: gbk\nx = '和'\n", id="GBK"),
        pytest.param(b"#" * MAX_FILE_BYTES, "#" * MAX_FILE_BYTES, id="as large as may be"),
    ],
)
def test_files_are_decoded_as_python_does(folder: Path, data: bytes, text: str) -> None:
    assert problem(folder, data) == ""
    assert read_folder(folder).sources["softmax.py"] == text


LOOKS_LIKE = (
    "looks as if it was saved in the encoding {}, and Python reads UTF-8. Save it again as UTF-8; editors offer that "
    "under `Save as`, or where their status bar names the encoding."
)
NOT_UTF_8 = "is not UTF-8 text. Save it with the encoding UTF-8."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x = 1\0", "holds NUL bytes. Save it as UTF-8 text."),
        ("x = 1\n".encode("utf-16"), LOOKS_LIKE.format("UTF-16")),
        ("x = 1\n".encode("utf-16-le"), LOOKS_LIKE.format("UTF-16")),
        ("x = 1  # 每行之和\n".encode("utf-16"), LOOKS_LIKE.format("UTF-16")),
        ("x = 1  # 每行之和\n".encode("gbk"), LOOKS_LIKE.format("GBK")),
        (b"x = '\xe9'\n", NOT_UTF_8),
        (b"# coding: nonsense\n", NOT_UTF_8),
        (b"# coding: punycode\nx = 1\n", NOT_UTF_8),
        (b"\xef\xbb\xbf# coding: latin-1\n", NOT_UTF_8),
        (b"# coding: utf-7\nx = '+2AA-'\n", "holds characters that Python cannot read."),
        (b"-" * 40_000 + b"1", "is nested too deeply for Python to read."),
        (b"#" * (MAX_FILE_BYTES + 1), "is larger than 50,000 bytes; an exercise needs about a thousand."),
    ],
    ids=lambda value: ascii(value[:25]) if isinstance(value, bytes) else "",
)
def test_unreadable_bytes_are_a_problem_of_their_file_alone(folder: Path, data: bytes, message: str) -> None:
    assert problem(folder, data) == f"homework/softmax.py {message}"
    assert not read_folder(folder).not_started(SOFTMAX)


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("def softmax(X):\n    return X +\n", 2, "return X +"),
        ("def softmax(X):\nreturn X\n", 2, "return X"),
        ("\ufeffx = = 1\n", 1, "x = = 1"),
        ("x = 1\n\x0c\ny = = 2\n", 3, "y = = 2"),
        ("s = '\u2028\x85'\ny = = 2\n", 2, "y = = 2"),
        ("x = 一 一\n", 1, "x = 一 一"),
        ("[" * 5_000, 1, "[[["),
        ("".join(f"{' ' * depth}if 1:\n" for depth in range(150)), 101, "if 1:"),
    ],
    ids=lambda value: ascii(value[:20]) if isinstance(value, str) else "",
)
def test_a_syntax_error_shows_where_it_is(folder: Path, text: str, line: int, shown: str) -> None:
    first, _, rest = problem(folder, text.encode()).partition("\n")
    assert first.startswith(f"homework/softmax.py, line {line}, is not valid Python: ")
    assert first.endswith(".")
    assert rest.strip().startswith(shown)
    assert len(rest.partition("\n")[0]) < 250


def test_a_syntax_error_says_what_python_says_and_what_it_means(folder: Path) -> None:
    lines = problem(folder, b"def softmax(X)\n    return X\n").split("\n")
    assert lines[:2] == ["homework/softmax.py, line 1, is not valid Python: expected ':'.", "    def softmax(X)"]
    assert lines[2].endswith("ends with a colon.")


def test_reading_prints_no_warnings_and_runs_nothing(folder: Path, recwarn: pytest.WarningsRecorder) -> None:
    trace = folder / "trace"
    assert problem(folder, f"x = '\\d'\nassert (1, 'true')\nopen({str(trace)!r}, 'w')\n".encode()) == ""
    assert not list(recwarn)
    assert not trace.exists()


# Which things that are no files


PIPE = pytest.param("a pipe", marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here"))


@pytest.mark.timeout(10)
@pytest.mark.parametrize("made", ["a folder", PIPE, "elsewhere.txt", "accuracy.py", "nowhere", "/etc/hostname"])
def test_links_are_not_followed_and_what_is_no_file_is_a_problem_of_that_file_alone(folder: Path, made: str) -> None:
    (folder / "elsewhere.txt").write_text(WRITTEN)
    path = folder / "softmax.py"
    path.unlink()
    message = "homework/softmax.py is not an ordinary file."
    if made == "a folder":
        path.mkdir()
    elif made == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(made)
        message = "homework/softmax.py is a link. Put a copy of the file in its place."
    submission = read_folder(folder)
    assert submission.problems == {"softmax.py": message}
    assert "softmax.py" not in submission.sources
