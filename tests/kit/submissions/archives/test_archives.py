"""An archive is graded like the folder that is packed in it, and whatever lies in it does no harm."""

import bz2
import gzip
import lzma
import os
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from course import EXERCISES, exercise
from grading.commands.main import main
from grading.submissions.submission import read
from tests.kit.submissions.archives.hostile import FINE, HOSTILE
from tests.kit.submissions.archives.packing import STUBS, Pack, inside, is_whole, refusal, tarred, zipped

NONSENSE = b"\0\5\x16\7 not Python"


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
        pytest.param(
            inside("exercises/") | inside("__MACOSX/exercises/._", files={"softmax.py": NONSENSE}), id="macOS"
        ),
        pytest.param(
            inside("") | inside("._", ".ipynb_checkpoints/", files={"softmax.py": NONSENSE}), id="hidden files"
        ),
        pytest.param(inside("") | {"__pycache__/softmax.py": NONSENSE, ".DS_Store": NONSENSE}, id="caches"),
        pytest.param(inside("") | {"notes.txt": b"", "a b.py": b"", "data/train.gz": NONSENSE}, id="other files"),
    ],
)
@pytest.mark.parametrize("packed", [zipped, tarred])
def test_the_exercises_are_found_where_people_put_them(
    packed: Callable[..., bytes], files: Mapping[str, bytes], pack: Pack
) -> None:
    assert is_whole(read(pack(packed(files))))


@pytest.mark.parametrize("name", ["作业", "誠一", "Übung"])
def test_names_that_windows_stored_in_its_own_way_do_no_harm(name: str, pack: Pack) -> None:
    raw = name.encode("gbk") if name != "Übung" else name.encode("cp850")
    stand_in = b"#" * len(raw)
    assert is_whole(read(pack(zipped(inside(f"{stand_in.decode()}/")).replace(stand_in, raw))))


def test_a_module_with_a_chinese_name_keeps_it(pack: Pack) -> None:
    stored = zipped({**STUBS, "####.py": b"x = 1\n"}).replace(b"####", "求和".encode("gbk"))
    assert read(pack(stored)).sources["求和.py"] == "x = 1\n"
    assert read(pack(zipped({**STUBS, "求和.py": b"x = 1\n"}))).sources["求和.py"] == "x = 1\n"


LONG = f"{'folder of a long name/' * 9}exercises/"
FORMS = {
    "zip": zipped(inside(LONG)),
    "stored": zipped(inside(LONG), zipfile.ZIP_STORED),
    "posix": tarred(inside(LONG), tarfile.PAX_FORMAT),
    "gnu": tarred(inside(LONG), tarfile.GNU_FORMAT),
    "ustar": tarred(inside(LONG), tarfile.USTAR_FORMAT),
    "gzip": gzip.compress(tarred(inside(LONG))),
    "gzip in pieces": b"".join(gzip.compress(tarred(inside(LONG))[at : at + 5_000]) for at in range(0, 30_000, 5_000)),
    "bzip2": bz2.compress(tarred(inside(LONG))),
    "xz": lzma.compress(tarred(inside(LONG)), preset=9),
    "padded xz": lzma.compress(tarred(inside(LONG))) + bytes(8),
}


@pytest.mark.parametrize("name", ["student.zip", "student.tar.gz", "student"])
@pytest.mark.parametrize("form", FORMS)
def test_an_archive_is_recognised_by_what_is_in_it(form: str, name: str, pack: Pack) -> None:
    read_back = read(pack(FORMS[form], name))
    assert read_back.label == "student"
    assert is_whole(read_back)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("anna.zip", "anna"), ("anna.TAR.GZ", "anna"), ("anna.tgz", "anna"), ("anna.tar.xz", "anna"),
        ("anna.tar.bz2", "anna"), ("anna.v2.zip", "anna.v2"), ("anna", "anna"), (".zip", ".zip"), ("安娜.zip", "安娜"),
    ],
)  # fmt: skip
def test_a_submission_is_called_what_the_archive_is_called(name: str, label: str, pack: Pack) -> None:
    assert read(pack(zipped(STUBS), name)).label == label


def test_an_archive_is_the_same_submission_as_its_folder(tmp_path: Path, pack: Pack) -> None:
    files = {**STUBS, "softmax.py": b"def softmax(X):\n    return X +\n", "helper.py": b"x = 1\n"}
    (tmp_path / "student").mkdir()
    for name, data in files.items():
        (tmp_path / "student" / name).write_bytes(data)
    archive = pack(zipped(inside("exercises/", files=files)))
    assert read(archive) == read(tmp_path / "student")
    assert read(archive).problems["softmax.py"].startswith("student/softmax.py, line 2, is not valid Python: ")


# What is not plain


def test_of_two_folders_with_exercises_none_is_guessed(pack: Pack) -> None:
    said = refusal(pack(zipped(inside("bert/", "anna/"))))
    assert "in more than one folder (anna/softmax.py, bert/softmax.py)" in said


@pytest.mark.parametrize(
    "homes", [("", "exercises/"), ("exercises/", "exercises/old/"), ("a/exercises/", "exercises/")]
)
def test_one_folder_within_the_other_is_no_plainer(homes: tuple[str, ...], pack: Pack) -> None:
    assert "in more than one folder" in refusal(pack(zipped(inside(*homes))))


def test_of_very_many_folders_a_few_are_named(pack: Pack) -> None:
    said = refusal(pack(zipped(inside(*(f"student {number}/" for number in range(40))))))
    assert said.count("softmax.py") == 4


def test_an_archive_without_the_files_says_which_were_looked_for(pack: Pack) -> None:
    said = refusal(pack(zipped({"other.py": b""})))
    assert all(item.file in said for item in EXERCISES)


def test_a_file_that_is_packed_twice_is_not_chosen_from(pack: Pack) -> None:
    for data, problem in ((b"x = 1\n", True), (STUBS["softmax.py"], False)):
        packed = zipped({**STUBS, "softmaX.py": data}).replace(b"softmaX", b"softmax")
        assert bool(read(pack(packed)).problem(exercise("softmax"))) is problem


@pytest.mark.parametrize(
    "name", ["lie: wrong checksum", "no file: link", "no file: tar with a pipe", "bomb: two megabytes", "name: twice"]
)
def test_a_file_that_cannot_be_used_leaves_the_others_graded(name: str, pack: Pack) -> None:
    build, said = HOSTILE[name]
    submission = read(pack(build()))
    assert said in (submission.problem(exercise("softmax")) or "")
    assert submission.problem(exercise("accuracy")) is None


# What is no archive


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"Rar!\x1a\7\1\0" + bytes(600), "is neither a zip nor a tar archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(600), "is neither a zip nor a tar archive"),
        (b"def softmax(X):\n    return X\n" * 50, "is neither a zip nor a tar archive"),
        (gzip.compress(STUBS["softmax.py"]), "is neither a zip nor a tar archive"),
        (b"\x1f\x8b", "is damaged or not complete"),
        (b"PK\3\4", "is damaged or not complete"),
    ],
    ids=lambda value: ascii(value[:6]) if isinstance(value, bytes) else "",
)
def test_what_is_no_archive_is_named(data: bytes, said: str, pack: Pack) -> None:
    assert said in refusal(pack(data))


def test_a_single_file_is_told_what_to_give_instead(pack: Pack) -> None:
    assert "Give the folder that holds it" in refusal(pack(STUBS["softmax.py"], "softmax.py"))


def test_a_path_that_leads_nowhere_is_told_both_that_it_could_be(tmp_path: Path) -> None:
    assert "no folder" in refusal(tmp_path / "nowhere.zip")
    assert "no archive" in refusal(tmp_path / "nowhere.zip")


def test_a_link_to_an_archive_is_not_followed(tmp_path: Path, pack: Pack) -> None:
    (tmp_path / "link.zip").symlink_to(pack(FINE))
    assert "is a link" in refusal(tmp_path / "link.zip")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
@pytest.mark.timeout(10)
def test_a_pipe_is_not_waited_for_and_a_device_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "student.zip")
    assert "is not an ordinary file" in refusal(tmp_path / "student.zip")
    assert "is not an ordinary file" in refusal(Path("/dev/zero"))


def test_an_archive_that_may_not_be_read_says_so(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = pack(FINE)
    monkeypatch.setattr(os, "open", denied)
    assert "cannot be read: Permission denied" in refusal(path)


# From the command line


def test_the_grader_takes_an_archive_and_names_files_by_it(pack: Pack) -> None:
    result = CliRunner().invoke(main, ["--submission", str(pack(zipped(inside("exercises/"))))])
    assert result.exit_code == 1
    assert "open student/softmax.py" in result.output


@pytest.mark.parametrize("command", [["grade"], ["hint", "softmax"], ["train"]])
def test_every_command_refuses_what_is_no_archive(command: list[str], pack: Pack) -> None:
    result = CliRunner().invoke(main, [*command, "--submission", str(pack(b"no archive"))])
    assert result.exit_code == 2
    assert "is neither a zip nor a tar archive" in result.output


def test_reset_does_not_write_into_an_archive(pack: Pack) -> None:
    path = pack(zipped(STUBS))
    assert CliRunner().invoke(main, ["reset", "softmax", "--submission", str(path)]).exit_code == 2
    assert list(path.parent.iterdir()) == [path]
