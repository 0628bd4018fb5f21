"""A folder of files becomes a Submission, whatever lies in it; nothing in it is run."""

import os
from pathlib import Path

import pytest

from course import EXERCISES, exercise
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
    message = f"{tmp_path.name}/accumulator.py is missing. It should define `Accumulator`."
    assert submission.problem(ACCUMULATOR) == message
    assert not submission.not_started(ACCUMULATOR)


def test_of_very_many_files_the_exercises_are_read_first(folder: Path) -> None:
    for number in range(MAX_FILES + 10):
        (folder / f"a{number:03}.py").write_text("")
    sources = read_folder(folder).sources
    assert len(sources) == MAX_FILES
    assert sources.keys() >= STUBS.keys()


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


NOT_UTF_8 = "is not UTF-8 text. Save it with the encoding UTF-8."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"x = 1\0", "holds NUL bytes. Save it as UTF-8 text."),
        ("x = 1\n".encode("utf-16"), "holds NUL bytes. Save it as UTF-8 text."),
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
    assert len(rest) < 250


def test_a_syntax_error_says_what_python_says(folder: Path) -> None:
    said = "homework/softmax.py, line 1, is not valid Python: expected ':'.\n    def softmax(X)"
    assert problem(folder, b"def softmax(X)\n    return X\n") == said


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
