"""A download is whole or nothing, ends in any case, and where there is none the reason is given."""

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from given import download
from given.data import DataError, load_images
from given.idx import FILES
from tests.kit.given.image_files import isolate, put_files, tiny_files
from tests.kit.given.mirror import LAST_FILE, RESOURCES, Mirror, running_mirror

# Importing the real torchvision takes seconds. This one downloads as it does.
STAND_IN = """
import gzip, pathlib, urllib.request
class FashionMNIST:
    def __init__(self, root, download):
        raw = pathlib.Path(root, "FashionMNIST", "raw")
        raw.mkdir(parents=True)
        for name in {names}:
            print("Downloading", name)
            with urllib.request.urlopen({url!r} + name) as answer, open(raw / name, "wb", buffering=0) as file:
                while part := answer.read1():
                    file.write(part)
            (raw / name[:-3]).write_bytes(gzip.decompress((raw / name).read_bytes()))
"""
REAL_ONE = """
import sys
from torchvision.datasets import FashionMNIST
print(FashionMNIST.mirrors[0], *(name for name, checksum in FashionMNIST.resources), file=sys.stderr)
FashionMNIST.mirrors, FashionMNIST.resources = [{url!r}], {resources!r}
"""
PutModule = Callable[[str, str], None]
FIRST_MIRROR = download.MIRROR


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def put_module(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> PutModule:
    """Lets the child process find a module with this text before the installed one."""
    folder = tmp_path_factory.mktemp("modules")
    monkeypatch.setenv("PYTHONPATH", str(folder))

    def put(name: str, text: str) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")

    return put


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch, put_module: PutModule) -> Iterator[Mirror]:
    """A mirror that can be reached, and the stand-in for torchvision that downloads from it."""
    with running_mirror() as mirror:
        monkeypatch.setattr(download, "MIRROR", mirror.url)
        put_module("torchvision/__init__.py", "")
        put_module("torchvision/datasets.py", STAND_IN.format(names=[name for name, _ in RESOURCES], url=mirror.url))
        yield mirror


def expect_no_images(reason: str) -> None:
    """Neither choice takes what a failed download has left for the data, and both say why it failed."""
    with pytest.raises(DataError, match=r"not in .*data and cannot be downloaded: .*--data synthetic") as raised:
        load_images("fashion-mnist")
    assert reason in str(raised.value)
    data = load_images("auto")
    assert data.name == "synthetic garments"
    assert re.fullmatch(f"Drawn garments stand in for Fashion-MNIST: .*{re.escape(reason)}.*", data.note)
    assert not Path("data").is_dir() or not list(Path("data").iterdir())


def expect_only_whole_data() -> None:
    assert load_images("fashion-mnist").name == "Fashion-MNIST"
    assert [path.name for path in Path("data").iterdir()] == ["FashionMNIST"]


# Where the mirror cannot be reached


def test_without_network_the_reason_is_given() -> None:
    expect_no_images("127.0.0.1 cannot be reached")


def test_a_proxy_is_what_must_be_reached(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MIRROR", "http://mirror.invalid/")
    monkeypatch.setenv("http_proxy", mirror.url)
    assert load_images("auto").name == "Fashion-MNIST"


def test_a_proxy_that_is_no_address_reaches_nothing(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "MIRROR", "http://mirror.invalid/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:eighty")
    expect_no_images("mirror.invalid cannot be reached")


def test_a_name_that_is_looked_up_for_ever_costs_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()
    monkeypatch.setattr(download, "PROBE_SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: answer.wait(30) and [])
    start = time.monotonic()
    load_images("auto")
    assert time.monotonic() - start < 10
    answer.set()


# Where it can


@pytest.mark.parametrize("choice", ["auto", "fashion-mnist"])
def test_images_are_downloaded_once_and_nothing_is_printed_to_stdout(choice, mirror: Mirror, capfd) -> None:
    data = load_images(choice)
    assert (data.name, data.note) == ("Fashion-MNIST", "")
    assert (len(data.train_images), len(data.test_images)) == (12, 7)
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("Downloading") == 4
    mirror.requests.clear()
    expect_only_whole_data()
    assert not mirror.requests


def test_empty_folders_of_an_offline_torchvision_are_filled_and_what_a_killed_download_left_removed(mirror) -> None:
    Path("data/FashionMNIST/raw").mkdir(parents=True)
    put_files(Path("data", f"{download.UNFINISHED}abc"), tiny_files())
    load_images("auto")
    expect_only_whole_data()


def test_a_download_cut_off_half_way_leaves_nothing(mirror: Mirror) -> None:
    mirror.cut = True
    expect_no_images("the download into data failed (EOFError")
    mirror.cut = False
    load_images("auto")
    expect_only_whole_data()


def test_a_stalled_download_is_given_up(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "STALL_SECONDS", 0.4)
    mirror.stalled = True
    start = time.monotonic()
    expect_no_images("the download into data failed (TimeoutError")
    assert time.monotonic() - start < 20


def test_a_slow_but_steady_download_goes_on(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "STALL_SECONDS", 1.5)
    mirror.pause = 0.12
    start = time.monotonic()
    load_images("fashion-mnist")
    assert time.monotonic() - start > 1.5
    expect_only_whole_data()


def test_a_second_process_that_finishes_first_does_no_harm(mirror: Mirror) -> None:
    mirror.stalled = True
    names: list[str] = []
    thread = threading.Thread(target=lambda: names.append(load_images("auto").name))
    thread.start()
    while not mirror.requests[LAST_FILE]:
        time.sleep(0.01)
    put_files(Path("data"), tiny_files(train=5))
    mirror.let_go.set()
    thread.join()
    assert names == ["Fashion-MNIST"]
    expect_only_whole_data()
    assert len(load_images().train_labels) == 5


def test_an_interrupt_ends_the_download_and_leaves_nothing(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download.subprocess.Popen, "communicate", mock.Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        load_images("auto")
    assert not list(Path("data").iterdir())


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("raise RuntimeError('torchvision::nms\\ndoes not exist')", "(RuntimeError: torchvision::nms does not exist)"),
        ("import os; os._exit(9)", "(exit code 9)"),
        ("class FashionMNIST:\n    def __init__(self, root, download): pass", "(FileNotFoundError"),
    ],
)
def test_a_torchvision_that_does_not_work_is_the_reason(statement: str, reason: str, mirror, put_module) -> None:
    put_module("torchvision/datasets.py", statement)
    expect_no_images(reason)


def test_a_place_that_cannot_be_written_is_the_reason(mirror: Mirror) -> None:
    Path("data").touch()
    expect_no_images("the download into data failed (FileExistsError")


@pytest.mark.slow
def test_the_installed_torchvision_has_this_mirror_and_these_files_and_downloads_with_a_progress_bar(
    monkeypatch: pytest.MonkeyPatch, put_module: PutModule, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_mirror() as mirror:
        monkeypatch.setattr(download, "MIRROR", mirror.url)
        put_module("sitecustomize.py", REAL_ONE.format(url=mirror.url, resources=RESOURCES))
        load_images("fashion-mnist")
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[0] == " ".join([FIRST_MIRROR, *(f"{name}.gz" for name in FILES)])
    assert err.count("100.0%") == 4, "one bar a file"
    expect_only_whole_data()
