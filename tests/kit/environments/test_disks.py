"""Folders that cannot be written, and disks that are full."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.kit.environments.running import (
    ONE_EXERCISE,
    ROOT,
    RUN,
    WHOLE,
    arranged,
    empty,
    expect_full_marks,
    expect_full_marks_or_refusal,
    expect_refusal,
    grader,
    read_only,
)


@pytest.mark.environment
def test_an_ordinary_user_grades_in_a_checkout_that_is_not_theirs(checkout: Path, results: Path) -> None:
    for path in (checkout, *checkout.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222 | 0o444)
    run = grader(*WHOLE, "--json", results, script=arranged(as_user=True), kit=checkout, HOME="/nonexistent")
    for path in (checkout, *checkout.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)
    expect_full_marks(run, results)
    assert run.stderr == ""
    if ROOT:
        assert results.stat().st_uid >= 100_000
    assert not list(checkout.rglob("__pycache__"))


@pytest.mark.environment
def test_a_download_that_may_not_be_written_is_reported_and_drawn_instead(checkout: Path, results: Path) -> None:
    """A local server stands for the network: it answers, and a download would begin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as proxy:
        Thread(target=proxy.serve_forever, daemon=True).start()
        run = grader(
            "--submission", "solutions", "--epochs", 5, "--json", results,
            script=arranged(*read_only(checkout)), kit=checkout,
            http_proxy=f"http://127.0.0.1:{proxy.server_port}",
        )  # fmt: skip
        proxy.shutdown()
    expect_full_marks(run, results)
    assert "Drawn garments stand in" in run.stdout
    assert "Read-only file system: 'data'" in run.stdout


@pytest.mark.parametrize("phrase", ["nothing may be written into", "directory", "not an ordinary file"])
def test_a_report_that_cannot_be_written_is_refused_before_the_work(phrase: str, small: Path) -> None:
    steps = {
        "nothing may be written into": read_only(small),
        "directory": (empty(small, "mode=755"), f"mkdir {small}/results.json"),
        "not an ordinary file": (f"ln -s /dev/null {small}/results.json",),
    }
    run = grader("--json", small / "results.json", script=arranged(*steps[phrase]))
    assert run.code == 2
    assert phrase in run.stderr
    assert "results.json" in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize("report", ["--json", "--junit"])
def test_a_full_disk_under_a_report_is_reported_and_the_old_report_stays(report: str, small: Path) -> None:
    target = small / "results"
    old = f"echo old > {target}; head -c 1M /dev/zero > {small}/filler 2>/dev/null; true"
    script = arranged(empty(small, "size=16k"), old, run=f"{RUN}; code=$?; cat {target}; ls -A {small}; exit $code")
    run = grader(report, target, script=script)
    assert run.code == 3, "whoever reads the report must not take the old one for this grade"
    assert run.stderr == f"grader: {target} cannot be written: No space left on device\n"
    assert "Score 0 / 100" in run.stdout
    assert run.stdout.endswith("old\nfiller\nresults\n")


FILES = [pytest.param(files, marks=pytest.mark.environment if files > 4 else ()) for files in range(1, 9)]


@pytest.mark.parametrize("files", FILES)
def test_a_disk_that_fills_up_under_temporary_files_is_reported_and_costs_no_points(
    files: int, small: Path, results: Path
) -> None:
    """A small number of files is what a full disk of another kind has; the folder itself is one of them."""
    script = arranged(empty(small, f"size=1m,nr_inodes={files}"))
    run = grader(*ONE_EXERCISE, "--json", results, script=script, TMPDIR=small)
    if 1 < files <= 4:
        expect_refusal(run, "No space left on device", "TMPDIR")
    expect_full_marks_or_refusal(run, results)


def test_without_any_folder_for_temporary_files_it_says_which_were_tried(checkout: Path) -> None:
    usual = [path for path in map(Path, ("/tmp", "/var/tmp", "/usr/tmp")) if path.is_dir()]
    steps = [step for path in (*usual, checkout) for step in read_only(path)]
    run = grader(*ONE_EXERCISE, script=arranged(*steps), kit=checkout, without=("TMPDIR",))
    expect_refusal(run, "No usable temporary directory found in ['/tmp'", "Set TMPDIR")


@pytest.mark.environment
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
    unprivileged = "setpriv --bounding-set=-all --inh-caps=-all " if ROOT else ""
    script = arranged(*steps[kind], run=f"exec {unprivileged}{RUN}")
    run = grader(*WHOLE, "--json", results, script=script, TMPDIR=folder)
    expect_full_marks(run, results)
    assert run.stderr == ""
