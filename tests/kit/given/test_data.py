"""Which images are loaded, and what is said when they cannot be."""

import gzip
from pathlib import Path

import pytest
import torch

from given.data import DataError, load_data_fashion_mnist, load_images
from tests.kit.given.image_files import idx_bytes, isolate, put_files, tiny_files

TRAIN_IMAGES, TRAIN_LABELS, *_ = tiny_files()


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


# Fashion-MNIST from a folder


def test_images_and_labels_come_as_they_were_stored(tmp_path: Path) -> None:
    pixels = torch.arange(2 * 28 * 28).reshape(2, 28, 28) % 256
    mine = {TRAIN_IMAGES: idx_bytes(pixels), TRAIN_LABELS: idx_bytes(torch.tensor([3, 9]))}
    put_files(tmp_path / "mine", tiny_files() | mine)
    data = load_images("fashion-mnist", tmp_path / "mine")
    assert (data.name, data.note) == ("Fashion-MNIST", "")
    assert torch.equal(data.train_images, pixels.to(torch.uint8))
    assert torch.equal(data.train_labels, torch.tensor([3, 9]))
    assert (data.test_images.dtype, data.test_images.shape) == (torch.uint8, (7, 28, 28))
    assert torch.equal(data.test_labels, torch.arange(7))


def test_compressed_files_are_read(tmp_path: Path) -> None:
    put_files(tmp_path / "plain", tiny_files())
    put_files(tmp_path / "packed", {f"{name}.gz": gzip.compress(content) for name, content in tiny_files().items()})
    plain, packed = (load_images("auto", tmp_path / name) for name in ("plain", "packed"))
    assert torch.equal(plain.train_images, packed.train_images)
    assert torch.equal(plain.test_labels, packed.test_labels)


def test_the_argument_goes_before_the_variable_and_the_variable_before_data(tmp_path: Path, monkeypatch) -> None:
    for size, name in ((1, "argument"), (2, "variable"), (3, "data")):
        put_files(tmp_path / name, tiny_files(train=size))
    monkeypatch.setenv("FASHION_MNIST_DIR", "")
    assert len(load_images().train_labels) == 3
    monkeypatch.setenv("FASHION_MNIST_DIR", str(tmp_path / "variable"))
    assert len(load_images().train_labels) == 2
    assert len(load_images("auto", tmp_path / "argument").train_labels) == 1


@pytest.mark.parametrize("choice", ["auto", "fashion-mnist"])
def test_a_named_folder_without_the_data_is_an_error(choice, tmp_path: Path, monkeypatch) -> None:
    put_files(tmp_path / "data", tiny_files())
    with pytest.raises(DataError, match=r"typo does not hold Fashion-MNIST.*check the spelling"):
        load_images(choice, tmp_path / "typo")
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("FASHION_MNIST_DIR", str(tmp_path / "empty"))
    with pytest.raises(DataError, match=r"empty \(named by FASHION_MNIST_DIR\) .* Expected there: "):
        load_images(choice)


@pytest.mark.parametrize("too_deep", ["mine/FashionMNIST", "mine/FashionMNIST/raw"])
def test_for_a_folder_named_too_deep_the_right_one_is_named(too_deep: str, tmp_path: Path) -> None:
    put_files(tmp_path / "mine", tiny_files())
    with pytest.raises(DataError, match=rf"try {tmp_path / 'mine'}\.$"):
        load_images("auto", tmp_path / too_deep)


# Drawn garments


def test_drawings_carry_their_own_name_and_a_note_even_beside_real_data(tmp_path: Path) -> None:
    put_files(tmp_path / "data", tiny_files())
    data = load_images("synthetic", drawn=(5_000, 1_500))
    assert data.name == "synthetic garments"
    assert data.note == "Drawn garments stand in for Fashion-MNIST: they were asked for."
    assert (data.train_images.shape, data.train_images.dtype) == ((10, 28, 28), torch.uint8)
    assert (data.test_labels.shape, data.test_labels.dtype) == ((3,), torch.int64)


def test_a_grade_draws_fewer_than_a_program_that_follows_the_book() -> None:
    data = load_images("synthetic")
    train, test = load_data_fashion_mnist(1, "synthetic")
    assert (len(data.train_labels), len(data.test_labels)) == (20, 4), "one of every 500"
    assert (len(train), len(test)) == (120, 20)


def test_they_are_the_same_at_every_load_and_none_to_test_on_is_one_to_train_on(tmp_path: Path) -> None:
    first, second = (load_images("synthetic", drawn=(30_000, 30_000)) for _ in range(2))
    assert torch.equal(first.train_images, second.train_images)
    assert torch.equal(first.test_labels, second.test_labels)
    assert not (first.test_images[:, None] == first.train_images).all(dim=(2, 3)).any()
    assert not list(tmp_path.iterdir()), "no file is left"


def test_an_unknown_choice_is_an_error() -> None:
    with pytest.raises(ValueError, match="choice is 'mnist'"):
        load_images("mnist")  # type: ignore[arg-type]
