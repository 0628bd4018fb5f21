"""An archive is graded like the folder that the standard tools make of it, or refused with a sentence, soon."""

import bz2
import gzip
import io
import json
import lzma
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course import EXERCISES, exercise
from grading.commands.main import main
from grading.submissions import archive, unpacking
from grading.submissions.submission import Submission, UnusableSubmission, read
from tests.kit.answers import folder
from tests.kit.submissions import hostile_archives as hostile
from tests.kit.submissions.hostile_archives import BOMBS, FINE, HOSTILE, SOFTMAX, odd_tar, odd_zip, zipped

STUBS = {file: text.encode() for file, text in folder("exercises").sources.items()}

Files = list[tuple[str, bytes]]
Pack = Callable[..., Path]
"""Writes an archive with these bytes, under student.zip or another name, and returns its path."""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    def write(data: bytes, name: str = "student.zip") -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


def tarred(files: Files, form: int = tarfile.DEFAULT_FORMAT) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def inside(*folders: str, files: Mapping[str, bytes] = STUBS) -> Files:
    """The files in each of these folders; "" is the top of the archive."""
    return [(f"{name}{file}", data) for name in folders for file, data in files.items()]


def refusal(path: Path) -> str:
    with pytest.raises(UnusableSubmission) as refused:
        read(path)
    assert str(path) in str(refused.value)
    return str(refused.value)


def is_whole(submission: Submission) -> bool:
    return dict(submission.sources) == dict(folder("exercises").sources) and not submission.problems


# What people hand in


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(inside(""), id="the files alone"),
        pytest.param(inside("exercises/"), id="exercises"),
        pytest.param(inside("anna-exercises/"), id="a folder of any name"),
        pytest.param(inside("softmax-main/exercises/"), id="as GitHub packs it"),
        pytest.param(inside("作业 3/张三/"), id="Chinese folders"),
        pytest.param(inside("./"), id="from inside the folder"),
        pytest.param(inside("exercises\\"), id="backslashes"),
        pytest.param(inside("kit/exercises/", "kit/solutions/", "kit/tests/wrong/"), id="the whole kit"),
        pytest.param(inside("", "__MACOSX/._", "._"), id="macOS"),
        pytest.param(inside("", ".ipynb_checkpoints/", "__pycache__/"), id="hidden files and caches"),
        pytest.param([*inside(""), ("notes.txt", b""), ("a b.py", b""), ("data/train.gz", b"\0")], id="other files"),
    ],
)
@pytest.mark.parametrize("packed", [zipped, tarred])
def test_the_exercises_are_found_where_people_put_them(packed: Callable[..., bytes], files: Files, pack: Pack) -> None:
    assert is_whole(read(pack(packed(files))))


@pytest.mark.parametrize(("raw", "name"), [("作业".encode("gbk"), "作业"), ("Übung".encode("cp850"), "歜ung")])
def test_names_that_windows_stored_in_its_own_way_do_no_harm(raw: bytes, name: str, pack: Pack) -> None:
    stand_in = "#" * len(raw)
    files = [*inside(f"{stand_in}/"), (f"{stand_in}/{stand_in}.py", b"x = 1\n")]
    submission = read(pack(zipped(files).replace(stand_in.encode(), raw)))
    assert not submission.problems
    assert submission.sources.keys() - STUBS.keys() == {f"{name}.py"}


LONG = inside(f"{'folder of a long name/' * 9}exercises/")
TAR = tarred(LONG)
FORMS = {
    "zip": zipped(LONG),
    "stored": zipped(LONG, zipfile.ZIP_STORED),
    "posix": tarred(LONG, tarfile.PAX_FORMAT),
    "gnu": tarred(LONG, tarfile.GNU_FORMAT),
    "ustar": tarred(LONG, tarfile.USTAR_FORMAT),
    "gzip": gzip.compress(TAR),
    "gzip in pieces": b"".join(gzip.compress(TAR[at : at + 5_000]) for at in range(0, len(TAR), 5_000)),
    "bzip2": bz2.compress(TAR),
    "xz": lzma.compress(TAR, preset=9),
}


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_is_recognised_by_what_is_in_it(form: str, pack: Pack) -> None:
    assert is_whole(read(pack(FORMS[form], "student.tar.gz" if "zip" in form else "student.zip")))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("anna.zip", "anna"), ("anna.TAR.GZ", "anna"), ("anna.tgz", "anna"), ("anna.tar.xz", "anna"),
        ("anna.tar.bz2", "anna"), ("anna.v2.zip", "anna.v2"), ("anna", "anna"), (".zip", ".zip"), ("安娜.zip", "安娜"),
        ("..zip", "..zip"), ("...tar.gz", "...tar.gz"),
    ],
)  # fmt: skip
def test_a_submission_is_called_what_the_archive_is_called(name: str, label: str, pack: Pack) -> None:
    assert read(pack(zipped(inside("")), name)).label == label


def test_an_archive_is_the_same_submission_as_its_folder(tmp_path: Path, pack: Pack) -> None:
    files = {**STUBS, "softmax.py": b"def softmax(X):\n    return X +\n", "helper.py": b"x = 1\n"}
    (tmp_path / "student").mkdir()
    for name, data in files.items():
        (tmp_path / "student" / name).write_bytes(data)
    submission = read(pack(zipped(inside("exercises/", files=files))))
    assert submission == read(tmp_path / "student")
    assert submission.problems["softmax.py"].startswith("student/softmax.py, line 2, is not valid Python: ")


# What the standard tools make of it

PAX_SIZE, PADDED = hostile.pax(b"11 size=%d\n" % len(SOFTMAX)), SOFTMAX.ljust(hostile.BLOCK, b"\0")
PAX_PATHS = hostile.pax(b"30 comment=x\n16 path=fake.py\n\n19 path=softmax.py\n")
READ_AS = {
    "a pax record goes as far as its length says": odd_tar(PAX_PATHS, hostile.member("other", SOFTMAX)),
    "a pax header says how long a file is": odd_tar(PAX_SIZE, hostile.header("softmax.py"), PADDED),
    "a zip's field for Unicode has the name": odd_zip((hostile.unicode_path("softmax.py", "other"), SOFTMAX)),
    "a zip's name ends with a NUL": hostile.NAMES["NUL"][0](),
}


@pytest.mark.parametrize("case", READ_AS)
def test_odd_archives_are_read_as_they_unpack(case: str, pack: Pack) -> None:
    submission = read(pack(READ_AS[case]))
    assert submission.sources["softmax.py"] == SOFTMAX.decode()
    assert set(submission.sources) == {"softmax.py", "accuracy.py"}


@pytest.fixture
def without_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives are unpacked right here: hundreds of processes take their time."""

    def run_unpacking(path: Path) -> str:
        with path.open("rb") as file:
            return json.dumps(unpacking.reply(file, 50_001))

    monkeypatch.setattr(archive, "run_unpacking", run_unpacking)


@settings(
    max_examples=100, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    st.booleans(),
    st.lists(
        st.tuples(
            st.sampled_from(["softmax.py", "a/softmax.py", "a/b.py", "A/b.py", "./a/./b.py", "/b.py", "B.py", "a"]),
            st.sampled_from([b"x = 1\n", b"x = 2\n"]),
        ),
        max_size=5,
    ),
)
@pytest.mark.skipif(not hasattr(tarfile, "data_filter"), reason="this Python unpacks tar files wherever they say")
@pytest.mark.usefixtures("without_a_process")
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_graded_is_what_unpacks(as_zip: bool, files: list[tuple[str, bytes]]) -> None:
    data = odd_zip(*files) if as_zip else odd_tar(*(hostile.member(*file) for file in files))
    with tempfile.TemporaryDirectory() as home:
        path, unpacked = Path(home, "student"), Path(home, "unpacked")
        path.write_bytes(data)
        with suppress(OSError, UnusableSubmission):  # a file cannot lie where a folder lies
            with zipfile.ZipFile(path) if as_zip else tarfile.open(path) as packed:
                packed.extractall(unpacked, **({} if as_zip else {"filter": "data"}))
            submission = read(path)
            folders = [
                {file.name: file.read_text() for file in above.glob("*.py")} for above in (unpacked, unpacked / "a")
            ]
            found = {*submission.sources, *submission.problems}
            assert any(set(files) == found and submission.sources.items() <= files.items() for files in folders)


# What is not plain


@pytest.mark.parametrize(
    ("homes", "named"),
    [
        (["bert/", "anna/"], "(anna/softmax.py, bert/softmax.py)"),
        (["", "exercises/"], ""),
        (["exercises/", "exercises/old/"], ""),
        (["a/exercises/", "exercises/"], ""),
        ([f"{number}/" for number in range(40)], "(0/softmax.py, 1/softmax.py, 10/softmax.py, 11/softmax.py, ...)"),
    ],
)
def test_of_two_folders_with_exercises_none_is_guessed(homes: list[str], named: str, pack: Pack) -> None:
    assert f"in more than one folder {named}" in refusal(pack(zipped(inside(*homes))))


def test_an_archive_without_the_files_says_which_were_looked_for(pack: Pack) -> None:
    message = refusal(pack(zipped([("other.py", b"")])))
    assert all(item.file in message for item in EXERCISES)


@pytest.mark.parametrize("name", ["wrong checksum", "link", "tar with a pipe", "two megabytes", "twice"])
def test_a_file_that_cannot_be_used_leaves_the_others_graded(name: str, pack: Pack) -> None:
    build, expected = HOSTILE[name]
    submission = read(pack(build()))
    assert re.search(expected, submission.problem(exercise("softmax")) or "")
    assert submission.problem(exercise("accuracy")) is None


# What is no archive


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"Rar!\x1a\7\1\0" + bytes(600), "is neither a zip nor a tar archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(600), "is neither a zip nor a tar archive"),
        (b"def softmax(X):\n    return X\n" * 50, "is neither a zip nor a tar archive"),
        (gzip.compress(STUBS["softmax.py"], mtime=0), "is neither a zip nor a tar archive"),
        (b"\x1f\x8b", "is damaged or not complete"),
        (b"PK\3\4", "is damaged or not complete"),
    ],
    ids=lambda value: ascii(value[:6]) if isinstance(value, bytes) else "",
)
def test_what_is_no_archive_is_named(data: bytes, message: str, pack: Pack) -> None:
    assert message in refusal(pack(data))


def test_a_single_file_and_a_path_that_leads_nowhere_are_told_what_to_give(pack: Pack, tmp_path: Path) -> None:
    assert "Give the folder that holds it" in refusal(pack(STUBS["softmax.py"], "softmax.py"))
    assert re.search("no folder .* no archive .* holds softmax.py", refusal(tmp_path / "nowhere.zip"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
@pytest.mark.timeout(10)
def test_links_pipes_and_devices_are_not_followed_waited_for_or_read(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "link.zip").symlink_to(pack(FINE))
    os.mkfifo(tmp_path / "pipe.zip")
    assert "is a link" in refusal(tmp_path / "link.zip")
    assert "is not an ordinary file" in refusal(tmp_path / "pipe.zip")
    assert "is not an ordinary file" in refusal(Path("/dev/zero"))


def test_an_archive_that_may_not_be_read_says_so(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = pack(FINE)
    monkeypatch.setattr(os, "open", denied)
    assert "cannot be read: Permission denied" in refusal(path)


# What does harm


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(60)
def test_a_hostile_archive_ends_in_a_sentence_soon_and_nothing_is_unpacked(name: str, pack: Pack) -> None:
    build, expected = HOSTILE[name]
    path = pack(build())
    began = time.monotonic()
    try:
        message = "; ".join(read(path).problems.values())
    except UnusableSubmission as problem:
        message = str(problem)
    assert time.monotonic() - began < archive.MAX_SECONDS + 5
    assert re.search(expected, message) if expected != hostile.READ else not message
    assert list(path.parent.iterdir()) == [path]


WITHOUT_LIMITS_OF_THE_SYSTEM = """
import atexit, runpy, sys
sys.modules["resource"] = None
atexit.register(lambda: print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0], file=sys.stderr))
program = sys.argv.pop(1)
runpy.run_path(program, run_name="__main__")
"""
SLOW = {"two million streams of nothing", "a million headers", "digits"}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this platform does not tell what memory was used")
@pytest.mark.parametrize("name", sorted(BOMBS.keys() - SLOW))
def test_where_the_system_keeps_no_limits_a_bomb_takes_little_memory_as_well(name: str, pack: Pack) -> None:
    command = [sys.executable, "-I", "-S", "-c", WITHOUT_LIMITS_OF_THE_SYSTEM, unpacking.__file__, "50001"]
    build, expected = BOMBS[name]
    with pack(build()).open("rb") as file:
        finished = subprocess.run(command, stdin=file, capture_output=True, timeout=60)
    assert int(finished.stderr) / 1000 < 200
    if expected == hostile.TOO_MUCH:
        assert json.loads(finished.stdout) == "too much"


@pytest.mark.parametrize(
    ("limit", "small"), [("MAX_REPLY_BYTES", 20_000), ("MAX_SECONDS", 0.0)], ids=["a reply too large", "too late"]
)
def test_what_the_unpacking_takes_and_replies_is_limited(
    limit: str, small: float, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(zipped([*inside(""), ("helper.py", b"#" * 49_000)]))
    assert not read(path).problems
    monkeypatch.setattr(archive, limit, small)
    assert "Pack nothing but the folder with the exercises" in refusal(path)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this platform does not list a process's children")
def test_ctrl_c_leaves_no_process_behind(pack: Pack) -> None:
    def children() -> str:
        return "".join(file.read_text() for file in Path("/proc/self/task").glob("*/children"))

    def ctrl_c(*arguments: object) -> None:
        raise KeyboardInterrupt

    path, before = pack(BOMBS["two million streams of nothing"][0]()), children()
    handler = signal.signal(signal.SIGALRM, ctrl_c)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(KeyboardInterrupt):
            read(path)
    finally:
        signal.signal(signal.SIGALRM, handler)
    assert children() == before


@pytest.mark.usefixtures("without_a_process")
@pytest.mark.parametrize("form", FORMS)
def test_whatever_the_bytes_there_is_a_submission_or_a_sentence(form: str, pack: Pack) -> None:
    draw = Random(0)
    for _ in range(20):
        changed = bytearray(FORMS[form])
        for at in draw.choices(range(len(changed)), k=3):
            changed[at : at + draw.randrange(3)] = draw.randbytes(2)
        with suppress(UnusableSubmission):
            assert isinstance(read(pack(bytes(changed[: draw.choice([None, draw.randrange(1, 4_000)])]))), Submission)


# From the command line


@pytest.mark.parametrize("command", [["grade"], ["hint", "softmax"], ["train"]])
def test_every_command_refuses_what_is_no_archive(command: list[str], pack: Pack) -> None:
    result = CliRunner().invoke(main, [*command, "--submission", str(pack(b"no archive"))])
    assert result.exit_code == 2
    assert "is neither a zip nor a tar archive" in result.output


def test_reset_does_not_write_into_an_archive(pack: Pack) -> None:
    path = pack(zipped(inside("")))
    assert CliRunner().invoke(main, ["reset", "softmax", "--submission", str(path)]).exit_code == 2
    assert list(path.parent.iterdir()) == [path]
