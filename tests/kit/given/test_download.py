"""A download is whole or nothing, ends in any case, and without it the reason is told."""

import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from given import download
from given.data import DataError, load_images
from tests.kit.given.image_files import isolate
from tests.kit.given.mirror import RESOURCES, Mirror, running_mirror

REPOSITORY = Path(__file__).parents[3]
LAST_FILE = RESOURCES[-1][0]


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


def put_broken_torchvision(monkeypatch: pytest.MonkeyPatch, folder: Path, statement: str) -> None:
    """Let `import torchvision` run `statement`, as long as the test lasts."""
    for module in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        monkeypatch.delitem(sys.modules, module)
    (folder / "fake" / "torchvision").mkdir(parents=True)
    (folder / "fake" / "torchvision" / "__init__.py").write_text(statement)
    monkeypatch.syspath_prepend(folder / "fake")


class TestWithoutNetwork:
    def test_auto_draws_and_says_why(self, tmp_path: Path) -> None:
        data = load_images("auto")
        assert data.name == "synthetic garments"
        assert data.note == ("Drawn garments stand in for Fashion-MNIST: 127.0.0.1 cannot be reached (no network?).")
        assert not (tmp_path / "data").exists()

    def test_fashion_mnist_is_an_error_that_says_what_to_do(self) -> None:
        with pytest.raises(DataError, match=r"not in .*data and cannot be downloaded: 127.*--data synthetic"):
            load_images("fashion-mnist")

    def test_torchvision_is_not_imported(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        put_broken_torchvision(monkeypatch, tmp_path, "raise RuntimeError('imported')")
        assert "imported" not in load_images("auto").note

    def test_a_proxy_is_what_must_be_reached(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        put_broken_torchvision(monkeypatch, tmp_path, "raise RuntimeError('imported')")
        with running_mirror() as proxy:
            monkeypatch.setattr(download, "MIRROR_HOST", "mirror.invalid")
            monkeypatch.setenv("http_proxy", proxy.url)
            assert "imported" in load_images("auto").note

    def test_a_proxy_that_is_no_address_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:eighty")
        assert "Fashion-MNIST: the proxy cannot be used (ValueError: Port" in load_images("auto").note

    def test_a_name_that_is_looked_up_for_ever_costs_seconds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        answer = threading.Event()
        monkeypatch.setattr(download, "PROBE_SECONDS", 0.2)
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_: answer.wait(30) and [])
        start = time.monotonic()
        load_images("auto")
        assert time.monotonic() - start < 10
        answer.set()


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("raise RuntimeError('operator torchvision::nms does not exist')", "torchvision::nms does not exist"),
        ("raise ImportError('No module named torchvision')", "No module named torchvision"),
        ("raise OSError('libcudart.so: cannot open\\nshared object file')", "cannot open shared object file"),
    ],
)
def test_a_torchvision_that_cannot_be_imported_is_told_with_its_remedy(
    statement: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    put_broken_torchvision(monkeypatch, tmp_path, statement)
    with running_mirror() as mirror:
        monkeypatch.setattr(download, "MIRROR_PORT", mirror.port)
        with pytest.raises(DataError) as raised:
            load_images("fashion-mnist")
        data = load_images("auto")
    assert data.name == "synthetic garments"
    for text in (str(raised.value), data.note):
        assert words in text
        assert "installed: torch " in text
        assert "pip install torch torchvision" in text
        assert "\n" not in text


@pytest.mark.slow
class TestDownload:
    """With the installed torchvision, from a server on this machine."""

    @pytest.fixture(autouse=True)
    def mirror(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
        from torchvision.datasets import FashionMNIST

        with running_mirror() as mirror:
            monkeypatch.setattr(download, "MIRROR_PORT", mirror.port)
            monkeypatch.setattr(FashionMNIST, "mirrors", [mirror.url])
            monkeypatch.setattr(FashionMNIST, "resources", RESOURCES)
            yield mirror

    @pytest.mark.parametrize("choice", ["auto", "fashion-mnist"])
    def test_images_are_downloaded_once_with_a_progress_bar(
        self, choice, mirror: Mirror, capsys: pytest.CaptureFixture[str]
    ) -> None:
        data = load_images(choice)
        assert (data.name, data.note) == ("Fashion-MNIST", "")
        assert (len(data.train_images), len(data.test_images)) == (12, 7)
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("100") == 4, "one bar a file"
        mirror.requests.clear()
        assert load_images(choice).name == "Fashion-MNIST"
        assert not mirror.requests
        assert_only_whole_data_is_there()

    def test_what_an_older_torchvision_prints_goes_to_stderr(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        from torchvision.datasets import FashionMNIST

        whole_download = FashionMNIST.download
        monkeypatch.setattr(FashionMNIST, "download", lambda self: print("Busy.") or whole_download(self))
        load_images("auto")
        out, err = capsys.readouterr()
        assert out == ""
        assert "Busy." in err

    def test_empty_folders_of_an_offline_torchvision_are_filled(self) -> None:
        Path("data/FashionMNIST/raw").mkdir(parents=True)
        assert load_images("auto").name == "Fashion-MNIST"

    def test_each_of_torchvisions_mirrors_is_tried(self, mirror: Mirror, monkeypatch) -> None:
        from torchvision.datasets import FashionMNIST

        monkeypatch.setattr(FashionMNIST, "mirrors", [f"{mirror.url}nothing-here/", mirror.url])
        assert load_images("auto").name == "Fashion-MNIST"

    def test_a_download_cut_off_half_way_leaves_nothing(self, mirror: Mirror) -> None:
        mirror.cut.add(LAST_FILE)
        assert_nothing_is_taken_for_whole("the download into data failed")
        mirror.cut.clear()
        assert load_images("auto").name == "Fashion-MNIST"

    def test_a_wrong_checksum_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from torchvision.datasets import FashionMNIST

        monkeypatch.setattr(FashionMNIST, "resources", [*RESOURCES[:3], (LAST_FILE, "0" * 32)])
        assert_nothing_is_taken_for_whole("corrupted")

    def test_a_stalled_server_is_given_up(self, mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(download, "STALL_SECONDS", 0.3)
        mirror.stalled.add(LAST_FILE)
        start = time.monotonic()
        assert_nothing_is_taken_for_whole("timed out")
        assert time.monotonic() - start < 20
        assert socket.getdefaulttimeout() is None, "the timeout was for the download only"

    def test_a_place_that_cannot_be_written_is_told(self) -> None:
        Path("data").touch()
        with pytest.raises(DataError, match=r"the download into data failed \(FileExistsError"):
            load_images("fashion-mnist")
        assert "the download into data failed" in load_images("auto").note

    def test_two_at_once_download_once(self, mirror: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("fcntl", reason="no file locks here")
        mirror.stalled.add(LAST_FILE)
        names: list[str] = []
        both = [threading.Thread(target=lambda: names.append(load_images("auto").name)) for _ in range(2)]
        for thread in both:
            thread.start()
        wait_until(lambda: any(Path("data").rglob(LAST_FILE)))
        wait_until(lambda: "Waiting for another process" in capsys.readouterr().err)
        once = mirror.requests[RESOURCES[0][0]]
        mirror.let_go.set()
        for thread in both:
            thread.join()
        assert names == ["Fashion-MNIST", "Fashion-MNIST"]
        assert set(mirror.requests.values()) == {once}
        assert_only_whole_data_is_there()

    def test_after_a_killed_download_the_next_one_succeeds(self, mirror: Mirror) -> None:
        mirror.stalled.add(LAST_FILE)
        script = f"""
            from torchvision.datasets import FashionMNIST
            from given import data, download
            download.MIRROR_HOST, download.MIRROR_PORT = "127.0.0.1", {mirror.port}
            FashionMNIST.mirrors, FashionMNIST.resources = [{mirror.url!r}], {RESOURCES!r}
            data.load_images("fashion-mnist")
        """
        path = f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})"
        with subprocess.Popen([sys.executable, "-c", path + textwrap.dedent(script)]) as process:
            try:
                wait_until(lambda: any(Path("data").rglob(LAST_FILE)))
            finally:
                process.kill()
        assert not Path("data/FashionMNIST").exists()
        assert list(Path("data").iterdir()), "the killed download leaves its unfinished folder"
        mirror.stalled.clear()
        assert load_images("auto").name == "Fashion-MNIST"
        assert_only_whole_data_is_there()


@pytest.mark.slow
def test_torchvision_still_has_the_mirror_and_the_files_that_the_kit_expects(monkeypatch) -> None:
    monkeypatch.undo()
    from torchvision.datasets import FashionMNIST

    from given.idx import FILES

    assert FashionMNIST.mirrors[0].split("/")[2] == download.MIRROR_HOST
    assert tuple(name.removesuffix(".gz") for name, _ in FashionMNIST.resources) == FILES


def assert_nothing_is_taken_for_whole(reason: str) -> None:
    """Neither choice takes what a failed download has left for the data, and both say why it failed."""
    with pytest.raises(DataError, match=reason):
        load_images("fashion-mnist")
    data = load_images("auto")
    assert data.name == "synthetic garments"
    assert reason in data.note
    assert "\n" not in data.note
    assert not list(Path("data").iterdir())


def assert_only_whole_data_is_there() -> None:
    assert [path.name for path in Path("data").iterdir()] == ["FashionMNIST"]


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "waited for a minute in vain"
        time.sleep(0.01)
