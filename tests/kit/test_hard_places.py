"""Grades in hard places: each works, or says in a line what is missing; none is a wrong score, a traceback or a hang.

Each test runs the real grader.py in a place that is really so. What takes a worker and several seconds is only
run when asked for (-m kill), but for two: one grade in nearly all of the places at once, and two at the same time.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.places import (
    GO,
    NO_PROC,
    NOTHING_SHARED,
    ROOT,
    Run,
    arranged,
    as_stranger,
    copied_kit,
    empty,
    expect_full_marks,
    expect_full_marks_or_refusal,
    expect_refusal,
    grader,
    read_only,
    scores,
)
from tests.kit.submissions import KIT, folder

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these places are made with Linux's own tools")

heavy = pytest.mark.place
ONE_CORE = f"taskset -c {min(os.sched_getaffinity(0))}" if sys.platform == "linux" else ""
ONE_EXERCISE = ("accumulator", "--submission", "solutions")
WHOLE = ("--submission", "solutions", "--data", "synthetic", "--epochs", 1)
ALL_POINTS = {
    "softmax": 15, "cross_entropy": 15, "accuracy": 15, "accumulator": 15, "train_epoch": 25, "trained_model": 15,
}  # fmt: skip
NAMES = ["小明", "a b", 'it\'s "q"', "-dash", "--json", "$HOME;ls", "two\nlines", "[bold]%s{x}", "\udcff\udcfe bytes"]


@pytest.fixture(scope="module")
def checkout() -> Iterator[Path]:
    """A checkout that nobody has graded in, below a folder with spaces and Chinese characters."""
    home = Path(tempfile.mkdtemp(prefix="学生 练习 (1) "))
    home.chmod(0o755)
    yield copied_kit(home / "softmax kit")
    shutil.rmtree(home)


@pytest.fixture
def results() -> Iterator[Path]:
    """Where a grade's results go, in a folder that anyone may write to."""
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    home.chmod(0o777)
    yield home / "results.json"
    shutil.rmtree(home)


@pytest.fixture
def small(results: Path) -> Path:
    """A folder for a small disk to be mounted on, or to be closed; its name is short enough for sockets."""
    place = results.parent / "small"
    place.mkdir()
    return place


# Two at once


def start(home: Path, kit: Path, results: Path, *arguments: object, **environment: object) -> subprocess.Popen[str]:
    command = [sys.executable, kit / "grader.py", "--submission", home, "--json", results, *arguments]
    variables = {**os.environ, **{name: str(value) for name, value in environment.items()}}
    return subprocess.Popen(
        [*map(str, command)], cwd=kit, env=variables, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def finish(process: subprocess.Popen[str]) -> Run:
    stdout, stderr = process.communicate(timeout=240)
    return Run(process.returncode, stdout, stderr)


def submission(home: Path, **changed: str) -> Path:
    """A folder with the solutions, some of whose files have another text."""
    home.mkdir()
    for file, text in folder("solutions").sources.items():
        (home / file).write_text(changed.get(file.removesuffix(".py"), text), encoding="utf-8")
    return home


def test_two_grades_at_once_draw_the_same_garments_and_write_the_same_file(checkout: Path, tmp_path: Path) -> None:
    right = submission(tmp_path / "right")
    wrong = submission(tmp_path / "wrong", accuracy="def accuracy(y_hat, y):\n    return 0.0\n")
    shared = tmp_path / "results.json"
    cache = tmp_path / "cache"
    running = [
        start(home, checkout, shared, "--junit", home / "junit.xml", *WHOLE[2:], XDG_CACHE_HOME=cache)
        for home in (right, wrong)
    ]
    of_right, of_wrong = map(finish, running)
    assert (of_right.code, of_wrong.code) == (0, 1), of_right.stderr + of_wrong.stderr
    assert "Score 100 / 100" in of_right.stdout
    assert "Score 85 / 100" in of_wrong.stdout
    assert of_right.stderr == of_wrong.stderr == ""
    assert '"right' in (right / "junit.xml").read_text()
    assert "<failure" not in (right / "junit.xml").read_text()
    assert '"wrong' in (wrong / "junit.xml").read_text()
    last = json.loads(shared.read_text())
    assert scores(shared) == {**ALL_POINTS, "accuracy": 15 if last["submission"] == "right" else 0}
    assert len(list((cache / "softmax-from-scratch").iterdir())) == 1, "one set of drawings, and nothing half-written"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "results.json", "right", "wrong"]


@heavy
def test_four_grades_at_once_do_not_disturb_each_other(checkout: Path, tmp_path: Path) -> None:
    stubs = folder("exercises").sources
    homes = {
        "right": submission(tmp_path / "right"),
        "again": submission(tmp_path / "again"),
        "softmax": submission(tmp_path / "softmax", softmax=stubs["softmax.py"]),
        "accuracy": submission(tmp_path / "accuracy", accuracy="def accuracy(y_hat, y):\n    return 0.0\n"),
    }
    running = {
        name: start(home, checkout, home / "results", *WHOLE[2:], XDG_CACHE_HOME=tmp_path / "cache")
        for name, home in homes.items()
    }
    runs = {name: finish(process) for name, process in running.items()}
    assert {name: run.code for name, run in runs.items()} == {"right": 0, "again": 0, "softmax": 1, "accuracy": 1}
    assert not any(run.stderr for run in runs.values())
    lost = {"softmax": {"softmax": 0, "trained_model": 0}, "accuracy": {"accuracy": 0}}
    for name, home in homes.items():
        assert scores(home / "results") == {**ALL_POINTS, **lost.get(name, {})}


# Many at once


def test_a_grade_in_nearly_all_of_these_places_at_once(checkout: Path, results: Path, tmp_path: Path) -> None:
    long = tmp_path / ("x" * 100) / "没有执行权限"
    long.mkdir(parents=True)
    place = arranged(
        *read_only(checkout), empty(long, "noexec"), NOTHING_SHARED, NO_PROC, go=f"exec {ONE_CORE} {GO} <&-"
    )
    run = grader(
        *ONE_EXERCISE, "--json", results, place=place, mounts=True, kit=checkout, without=("HOME",),
        TMPDIR=long, LANG="C", PYTHONIOENCODING="ascii", TERM="dumb", COLUMNS=20,
    )  # fmt: skip
    expect_full_marks(run, results)
    assert all(len(line) <= 20 for line in run.stdout.splitlines())
    assert "resource limits" in json.loads(results.read_text())["environment"]["missing"][0], "they need /proc"
    assert not list(checkout.rglob("__pycache__"))
    assert [path.name for path in tmp_path.iterdir()] == [long.parent.name]


# Folders


@heavy
def test_a_whole_grade_in_a_read_only_checkout(checkout: Path, results: Path) -> None:
    run = grader(*WHOLE, "--json", results, place=arranged(*read_only(checkout)), mounts=True, kit=checkout)
    expect_full_marks(run, results)


@heavy
def test_an_ordinary_user_grades_in_a_checkout_that_is_not_theirs(checkout: Path, results: Path) -> None:
    steps, go = as_stranger()
    for path in (checkout, *checkout.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222 | 0o444)
    run = grader(
        *WHOLE, "--json", results, place=arranged(*steps, go=go), mounts=bool(steps), kit=checkout, HOME="/nonexistent",
        without=("XDG_CACHE_HOME",),
    )  # fmt: skip
    for path in (checkout, *checkout.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    expect_full_marks(run, results)
    assert run.stderr == ""
    if ROOT:
        assert results.stat().st_uid >= 100_000
    assert not list(checkout.rglob("__pycache__"))


@heavy
def test_a_download_that_may_not_be_written_is_told_and_drawn_instead(checkout: Path, results: Path) -> None:
    """A local port stands for the network: it is reachable, and a download would begin."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as proxy:
        run = grader(
            "--submission", "solutions", "--epochs", 1, "--json", results,
            place=arranged(*read_only(checkout)), mounts=True, kit=checkout,
            http_proxy=f"http://127.0.0.1:{proxy.getsockname()[1]}",
        )  # fmt: skip
    expect_full_marks(run, results)
    assert "Drawn garments stand in" in run.stdout
    assert "Read-only file system: 'data'" in run.stdout


@pytest.mark.parametrize(
    ("steps", "phrase"),
    [
        pytest.param(lambda small: read_only(small), "nothing may be written into", id="read-only"),
        pytest.param(lambda small: (f"mount -t tmpfs tmpfs {small}", f"mkdir {small}/results.json"), "directory",
                     id="a folder in the way"),
        pytest.param(lambda small: (f"ln -s /dev/null {small}/results.json",), "not an ordinary file", id="a device"),
    ],
)  # fmt: skip
def test_a_report_that_has_no_place_is_refused_before_the_work(steps, phrase: str, small: Path) -> None:
    run = grader("--json", small / "results.json", place=arranged(*steps(small)), mounts=True)
    assert run.code == 2
    assert phrase in run.stderr
    assert "results.json" in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize("report", ["--json", "--junit"])
def test_a_full_disk_under_a_report_is_told_with_the_grade_and_the_old_report_stays(report: str, small: Path) -> None:
    target = small / "results"
    old = f"echo old > {target}; head -c 1M /dev/zero > {small}/filler 2>/dev/null; true"
    place = arranged(empty(small, "size=16k"), old, go=f"{GO}; code=$?; cat {target}; ls -A {small}; exit $code")
    run = grader(report, target, place=place, mounts=True)
    assert run.code == 3, "whoever reads the report must not take the old one for this grade"
    assert run.stderr == f"grader: {target} cannot be written: No space left on device\n"
    assert "Score 0 / 100" in run.stdout
    assert run.stdout.endswith("old\nfiller\nresults\n")


@pytest.mark.parametrize("files", [2, 3, 4])
def test_a_full_disk_under_temporary_files_is_told(files: int, small: Path, results: Path) -> None:
    """A small number of files is what a full disk of another kind has; the folder itself is one of them."""
    place = arranged(empty(small, f"size=1m,nr_inodes={files}"))
    run = grader(*ONE_EXERCISE, "--json", results, place=place, mounts=True, TMPDIR=small)
    expect_refusal(run, "No space left on device", "TMPDIR")
    assert not results.exists()


@heavy
@pytest.mark.parametrize("files", range(1, 9))
def test_a_disk_that_fills_up_during_a_grade_costs_no_points(files: int, small: Path, results: Path) -> None:
    place = arranged(empty(small, f"size=1m,nr_inodes={files}"))
    run = grader(*ONE_EXERCISE, "--json", results, place=place, mounts=True, TMPDIR=small)
    expect_full_marks_or_refusal(run, results)


@heavy
def test_a_full_disk_under_the_cache_means_drawing_again(small: Path, results: Path) -> None:
    place = arranged(empty(small, "size=1m"), go=f"{GO}; code=$?; ls -AR {small} >&2; exit $code")
    run = grader(*WHOLE, "--json", results, place=place, mounts=True, XDG_CACHE_HOME=small)
    expect_full_marks(run, results)
    assert run.stderr.split() == [f"{small}:", "softmax-from-scratch", f"{small}/softmax-from-scratch:"]


def test_without_any_folder_for_temporary_files_it_says_which_were_tried(checkout: Path) -> None:
    usual = [path for path in map(Path, ("/tmp", "/var/tmp", "/usr/tmp")) if path.is_dir()]
    steps = [step for path in (*usual, checkout) for step in read_only(path)]
    run = grader(*ONE_EXERCISE, place=arranged(*steps), mounts=True, kit=checkout, without=("TMPDIR",))
    expect_refusal(run, "No usable temporary directory found in ['/tmp'", "Set TMPDIR")


@heavy
@pytest.mark.parametrize("kind", ["missing", "a file", "not writable", "read-only", "noexec", "long", "full"])
def test_a_poor_tmpdir_is_done_without(kind: str, small: Path, results: Path) -> None:
    steps = {
        "missing": (f"rmdir {small}",),
        "a file": (f"rmdir {small}", f"touch {small}"),
        "not writable": (f"chmod a-w {small}",),
        "read-only": (empty(small, "ro"),),
        "noexec": (empty(small, "noexec"),),
        "long": (f"mkdir -p {small}/{'x' * 200}/{'y' * 200}",),
        "full": (empty(small, "size=4k"), f"head -c 4k /dev/zero > {small}/filler"),
    }
    folder = f"{small}/{'x' * 200}/{'y' * 200}" if kind == "long" else small
    go = f"exec setpriv --bounding-set=-all --inh-caps=-all {GO}" if ROOT else f"exec {GO}"
    run = grader(*WHOLE, "--json", results, place=arranged(*steps[kind], go=go), mounts=True, TMPDIR=folder)
    expect_full_marks(run, results)
    assert run.stderr == ""


HOMES = [None, "", "/nonexistent", "relative", "/proc", "/etc/passwd", "/"]


def without_a_home(home: str | None, kit: Path, *arguments: object) -> Run:
    """By somebody of whom nothing is known, not even where a home would be, and who may write to none of HOMES."""
    steps, go = as_stranger()
    unset = "unset XDG_CACHE_HOME XDG_STATE_HOME HOME"
    step = unset if home is None else f"{unset}; export HOME={home}"
    return grader(*arguments, place=arranged(*steps, step, go=go), mounts=bool(steps), kit=kit)


@pytest.mark.parametrize("home", HOMES)
def test_a_hint_without_a_home_is_the_first_one(home: str | None, checkout: Path) -> None:
    run = without_a_home(home, checkout, "hint", "softmax")
    assert run.code == 0
    assert "softmax, hint 1 of 3" in run.stdout
    [line] = run.stderr.splitlines()
    assert line.startswith("grader: your place in the hints cannot be kept, so the next one will be the same: ")
    assert not (checkout / "relative").exists()


@heavy
@pytest.mark.parametrize("home", HOMES)
def test_a_whole_grade_without_a_home(home: str | None, checkout: Path, results: Path) -> None:
    run = without_a_home(home, checkout, *WHOLE, "--json", results)
    expect_full_marks(run, results)
    assert run.stderr == ""
    assert not (checkout / "relative").exists()


@heavy
@pytest.mark.parametrize("gone", [NOTHING_SHARED, NO_PROC, empty(Path("/sys"), "ro")], ids=["shm", "proc", "sys"])
def test_a_whole_grade_without_what_a_kernel_usually_offers(gone: str, results: Path) -> None:
    run = grader(*WHOLE, "--json", results, place=arranged(gone), mounts=True)
    expect_full_marks(run, results)


# Names


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_folder_may_have_any_name(name: str, checkout: Path, results: Path, tmp_path: Path) -> None:
    shutil.copytree(KIT / "exercises", tmp_path / name)
    run = grader(f"--submission={name}", "--json", results, kit=checkout, cwd=tmp_path)
    assert run.code == 1, run.stderr
    assert run.stderr == ""
    assert scores(results) == dict.fromkeys(ALL_POINTS, 0)
    shown = json.loads(results.read_text())["submission"]
    assert shown == name.encode(errors="replace").decode()


@heavy
@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_whole_grade_of_a_folder_with_any_name(name: str, checkout: Path, results: Path, tmp_path: Path) -> None:
    shutil.copytree(KIT / "solutions", tmp_path / name)
    run = grader(f"--submission={name}", *WHOLE[2:], "--json", results, kit=checkout, cwd=tmp_path)
    expect_full_marks(run, results)
    assert run.stderr == ""


# Limits


@pytest.mark.parametrize(
    ("limit", "phrase"),
    [("-v 400000", "ulimit -v"), ("-d 100000", "ulimit -v"), ("-n 7", "ulimit -n"), ("-u 2", "ulimit -u")],
)
def test_a_limit_that_leaves_too_little_is_named(limit: str, phrase: str, checkout: Path, results: Path) -> None:
    expect_refusal(limited(limit, checkout, results), phrase)
    assert not results.exists()


def limited(limit: str, kit: Path, results: Path) -> Run:
    """One exercise, graded by somebody who has no other processes, and whose own are counted: root's are not."""
    steps, go = as_stranger()
    place = arranged(*steps, f"ulimit {limit}", go=go)
    return grader(*ONE_EXERCISE, "--json", results, place=place, mounts=bool(steps), kit=kit, HOME="/nonexistent")


@heavy
@pytest.mark.parametrize("gigabytes", [0.5, 1, 1.5, 2, 3, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6, 3.8, 4, 5, 8])
def test_a_limit_of_memory_costs_no_points(gigabytes: float, results: Path) -> None:
    run = grader(*WHOLE, "--json", results, place=f"ulimit -v {int(gigabytes * 1e6)}; exec {GO}")
    expect_full_marks_or_refusal(run, results)
    assert gigabytes < 5 or run.code == 0, "what the refusal says is enough is enough"


@heavy
@pytest.mark.parametrize("limit", [*(f"-n {n}" for n in range(5, 18)), *(f"-u {n}" for n in range(1, 13))])
def test_a_limit_of_files_or_processes_costs_no_points(limit: str, checkout: Path, results: Path) -> None:
    expect_full_marks_or_refusal(limited(limit, checkout, results), results)


@heavy
def test_a_whole_grade_on_one_core(results: Path) -> None:
    expect_full_marks(grader(*WHOLE, "--json", results, place=f"exec {ONE_CORE} {GO}"), results)


# Who listens


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-"])
def test_closed_streams_change_no_verdict(closed: str, results: Path) -> None:
    run = grader("--json", results, place=f"exec {GO} {closed}")
    assert run.code == 1
    assert run.stderr == ""
    assert scores(results) == dict.fromkeys(ALL_POINTS, 0)


@heavy
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-", "<&- 2>&-"])
def test_a_whole_grade_with_closed_streams(closed: str, results: Path) -> None:
    expect_full_marks(grader(*WHOLE, "--json", results, place=f"exec {GO} {closed}"), results)


@pytest.mark.parametrize("enough", [0, 100])
@pytest.mark.parametrize("command", [(), ("--help",), ("hint", "softmax")], ids=["grade", "help", "hint"])
def test_a_reader_that_leaves_changes_no_verdict(command: tuple[str, ...], enough: int) -> None:
    receiving, sending = os.pipe()
    os.close(receiving)
    arguments = command or ("--fail-under", enough)
    run = grader(*arguments, place=f"exec {GO} >&{sending}", inherited=(sending,))
    os.close(sending)
    assert run.code == (1 if enough and not command else 0)
    assert run.stderr == ""


def test_a_report_that_a_full_disk_cuts_off_is_no_grade() -> None:
    run = grader("--fail-under", 0, place=f"exec {GO} >/dev/full")
    assert run.code == 3
    assert run.stderr == "grader: the report above is not whole: [Errno 28] No space left on device\n"


def test_unusable_input_has_its_exit_code_where_nobody_can_be_told() -> None:
    assert grader("--submission", "nowhere", place=f"exec {GO} 2>/dev/full").code == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1:strict", "utf-16", "gbk:strict"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_any_encoding_and_no_locale_will_do(encoding: str, language: str) -> None:
    run = grader("--lang", language, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONCOERCECLOCALE=0, PYTHONUTF8=0)
    assert (run.code, run.stderr) == (1, "")
    assert "100" in run.stdout.replace("\0", "")


@pytest.mark.parametrize("columns", [0, 1, 20])
def test_a_narrow_terminal_still_names_every_exercise(columns: int) -> None:
    run = grader(TERM="dumb", COLUMNS=columns)
    assert run.code == 1
    lines = run.stdout.splitlines()
    assert max(map(len, lines)) <= 20
    names = "".join(line[2:5].strip() for line in lines if line.startswith("  "))
    assert names == "".join(ALL_POINTS)
