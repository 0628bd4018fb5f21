"""Which images are loaded, and what is said when they cannot be."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from given import garment_cache, garments
from given.data import DataError, load_images, scale_pixels
from given.idx import FOLDER
from tests.kit.given.image_files import idx_bytes, isolate, put_files, tiny_files

REPOSITORY = Path(__file__).parents[3]
REAL_DATA = Path(os.environ.get("FASHION_MNIST_DIR") or REPOSITORY.parent / "shared" / "data")
TRAIN_IMAGES, TRAIN_LABELS, *_ = tiny_files()


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


class TestFolder:
    def test_images_and_labels_come_as_they_were_stored(self, tmp_path: Path) -> None:
        pixels = torch.arange(2 * 28 * 28).reshape(2, 28, 28) % 256
        mine = {TRAIN_IMAGES: idx_bytes(pixels), TRAIN_LABELS: idx_bytes(torch.tensor([3, 9]))}
        put_files(tmp_path / "mine", tiny_files() | mine)
        data = load_images("fashion-mnist", tmp_path / "mine")
        assert data.name == "Fashion-MNIST"
        assert data.note == ""
        assert data.train_images.dtype == torch.uint8
        assert torch.equal(data.train_images, pixels.to(torch.uint8))
        assert data.train_labels.dtype == torch.int64
        assert data.train_labels.tolist() == [3, 9]
        assert data.test_images.shape == (7, 28, 28)
        assert data.test_labels.tolist() == [0, 1, 2, 3, 4, 5, 6]

    def test_compressed_files_are_read(self, tmp_path: Path) -> None:
        put_files(tmp_path / "plain", tiny_files())
        put_files(tmp_path / "packed", {f"{n}.gz": gzip.compress(c) for n, c in tiny_files().items()})
        plain, packed = (load_images("auto", tmp_path / name) for name in ("plain", "packed"))
        assert torch.equal(plain.train_images, packed.train_images)
        assert torch.equal(plain.test_labels, packed.test_labels)

    def test_the_argument_goes_before_the_variable_and_the_variable_before_data(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for size, name in ((1, "argument"), (2, "variable"), (3, "data")):
            put_files(tmp_path / name, tiny_files(train=size))
        assert len(load_images().train_labels) == 3
        monkeypatch.setenv("FASHION_MNIST_DIR", str(tmp_path / "variable"))
        assert len(load_images().train_labels) == 2
        assert len(load_images("auto", tmp_path / "argument").train_labels) == 1

    def test_an_empty_variable_names_no_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put_files(tmp_path / "data", tiny_files())
        monkeypatch.setenv("FASHION_MNIST_DIR", "")
        assert load_images().name == "Fashion-MNIST"

    @pytest.mark.parametrize("choice", ["auto", "fashion-mnist"])
    def test_a_named_folder_without_the_data_is_an_error(self, choice, tmp_path: Path, monkeypatch) -> None:
        put_files(tmp_path / "data", tiny_files())
        with pytest.raises(DataError, match=r"typo does not hold Fashion-MNIST.*check the spelling"):
            load_images(choice, tmp_path / "typo")
        (tmp_path / "empty").mkdir()
        monkeypatch.setenv("FASHION_MNIST_DIR", str(tmp_path / "empty"))
        with pytest.raises(DataError, match=r"empty \(named by FASHION_MNIST_DIR\) .* Expected there: "):
            load_images(choice)

    @pytest.mark.parametrize("too_deep", ["mine/FashionMNIST", "mine/FashionMNIST/raw"])
    def test_a_folder_named_too_deep_is_told_the_right_one(self, too_deep: str, tmp_path: Path) -> None:
        put_files(tmp_path / "mine", tiny_files())
        with pytest.raises(DataError, match=rf"try {tmp_path / 'mine'}\.$"):
            load_images("auto", tmp_path / too_deep)

    @pytest.mark.skipif(not (REAL_DATA / FOLDER).is_dir(), reason="FASHION_MNIST_DIR names no real images")
    def test_real_images_are_read(self) -> None:
        data = load_images("fashion-mnist", REAL_DATA)
        assert len(data.train_images) == len(data.train_labels) > 1000
        assert sorted(set(data.test_labels.tolist())) == list(range(10))
        assert 0.2 < scale_pixels(data.train_images).mean() < 0.4, "Fashion-MNIST's mean pixel is 0.286"

    @pytest.mark.slow
    def test_torchvision_reads_the_same_from_the_same_folder(self, tmp_path: Path) -> None:
        from torchvision.datasets import FashionMNIST
        from torchvision.transforms import ToTensor

        put_files(tmp_path / "mine", tiny_files())
        data = load_images("fashion-mnist", tmp_path / "mine")
        theirs = FashionMNIST(str(tmp_path / "mine"), train=False, transform=ToTensor())
        assert torch.equal(scale_pixels(data.test_images), torch.stack([image for image, _ in theirs]))
        assert data.test_labels.tolist() == [label for _, label in theirs]


class TestStandIn:
    def test_drawings_carry_their_own_name_and_a_note(self) -> None:
        data = load_images("synthetic")
        assert data.name == "synthetic garments"
        assert data.note == "Drawn garments stand in for Fashion-MNIST: they were asked for."
        assert data.train_images.shape == (60, 28, 28)
        assert data.train_images.dtype == torch.uint8
        assert data.test_labels.shape == (20,)
        assert data.test_labels.dtype == torch.int64

    def test_no_test_drawing_was_trained_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(garment_cache, "TEST_SIZE", garment_cache.TRAIN_SIZE)
        data = load_images("synthetic")
        same = (data.test_images[:, None] == data.train_images).all(dim=(2, 3))
        assert not same.any()

    def test_synthetic_passes_over_the_real_data(self, tmp_path: Path) -> None:
        put_files(tmp_path / "data", tiny_files())
        assert load_images("synthetic").name == "synthetic garments"

    def test_an_unknown_choice_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="choice is 'mnist'"):
            load_images("mnist")  # type: ignore[arg-type]

    def test_a_second_load_reads_the_same_drawings_from_the_cache(self, monkeypatch) -> None:
        first = load_images("synthetic")
        forbid_drawing(monkeypatch)
        second = load_images("synthetic")
        for part in ("train_images", "train_labels", "test_images", "test_labels"):
            assert torch.equal(getattr(first, part), getattr(second, part)), part

    @pytest.mark.parametrize("spoil", [lambda b: b[:-5], lambda b: b[:99] + b"!" + b[100:], lambda b: b""])
    def test_a_damaged_cache_is_drawn_again(self, spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
        first = load_images("synthetic")
        (cache,) = (tmp_path / "cache").rglob("garments-*")
        whole = cache.read_bytes()
        cache.write_bytes(spoil(whole))
        assert torch.equal(load_images("synthetic").train_images, first.train_images)
        assert cache.read_bytes() == whole

    def test_a_change_of_the_drawing_makes_the_cache_outdated(self, tmp_path: Path, monkeypatch) -> None:
        load_images("synthetic")
        (old,) = (tmp_path / "cache").rglob("garments-*")
        changed = tmp_path / "garments.py"
        changed.write_text("# another way to draw")
        monkeypatch.setattr(garments, "__file__", str(changed))
        load_images("synthetic")
        (new,) = (tmp_path / "cache").rglob("garments-*")
        assert new != old, "the new drawings replace the old"

    def test_the_cache_cannot_be_taken_for_fashion_mnist(self, tmp_path: Path) -> None:
        load_images("synthetic")
        (cache,) = (tmp_path / "cache").rglob("garments-*")
        with pytest.raises(DataError, match="does not hold Fashion-MNIST"):
            load_images("fashion-mnist", cache.parent)
        raw = put_files(tmp_path / "copied", tiny_files())
        (raw / TRAIN_IMAGES).write_bytes(cache.read_bytes())
        with pytest.raises(DataError, match="does not hold images"):
            load_images("fashion-mnist", tmp_path / "copied")

    @pytest.mark.parametrize("folder", ["file/cache", "~/.cache"], ids=["unwritable", "no home"])
    def test_without_a_cache_folder_it_draws_each_time(
        self, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").touch()
        place = Path(folder) if folder.startswith("~") else tmp_path / folder
        monkeypatch.setattr(garment_cache.platformdirs, "user_cache_path", lambda app: place / app)
        assert torch.equal(load_images("synthetic").test_images, load_images("synthetic").test_images)
        assert [path.name for path in tmp_path.iterdir()] == ["file"], "nothing is left behind"


def forbid_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(n: int, seed: int) -> None:
        pytest.fail("the cache holds these drawings already")

    monkeypatch.setattr(garments, "draw", draw)


def test_importing_data_does_not_import_torchvision() -> None:
    code = "import sys, given.data; sys.exit('torchvision' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False).returncode == 0
