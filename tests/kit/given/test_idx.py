"""A damaged file is named with what to do about it, and drawings never take its place."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from given.data import DataError, load_images
from tests.kit.given.image_files import idx_bytes, isolate, put_files, tiny_files

FILES = tiny_files()
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = FILES
REMEDY = r"\. Put a whole copy in its place, or delete the folder data.FashionMNIST to have"


@pytest.fixture
def raw(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the four files, whole, where `auto` looks for them."""
    isolate(monkeypatch, tmp_path)
    return put_files(tmp_path / "data", FILES)


DAMAGED = {
    "empty": (TRAIN_LABELS, b""),
    "ends in its header": (TRAIN_IMAGES, FILES[TRAIN_IMAGES][:9]),
    "ends after its header": (TRAIN_IMAGES, FILES[TRAIN_IMAGES][:16]),
    "cut short": (TRAIN_IMAGES, FILES[TRAIN_IMAGES][:-1]),
    "goes on": (TEST_LABELS, FILES[TEST_LABELS] + b"\0"),
    "a web page": (TEST_IMAGES, b"<!DOCTYPE html><html>"),
    "labels for images": (TRAIN_IMAGES, FILES[TRAIN_LABELS]),
    "images for labels": (TRAIN_LABELS, FILES[TRAIN_IMAGES]),
    "compressed without .gz": (TRAIN_IMAGES, gzip.compress(FILES[TRAIN_IMAGES])),
    "32 x 32 pixels": (TRAIN_IMAGES, idx_bytes(torch.zeros(12, 32, 32))),
    "14 x 56 pixels": (TRAIN_IMAGES, idx_bytes(torch.zeros(12, 14, 56))),
    "not unsigned bytes": (TRAIN_IMAGES, b"\0\0\x0d" + FILES[TRAIN_IMAGES][3:]),
    "no images": (TRAIN_IMAGES, idx_bytes(torch.zeros(0, 28, 28))),
    "announces billions": (TRAIN_IMAGES, b"\0\0\x08\x03" + b"\xff" * 12 + b"pixels"),
}


@pytest.mark.parametrize("choice", ["auto", "fashion-mnist"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_is_an_error_that_names_it(damage: str, choice, raw: Path) -> None:
    name, content = DAMAGED[damage]
    (raw / name).write_bytes(content)
    with pytest.raises(DataError, match=f"{name} is damaged, not complete, or not a file of Fashion-MNIST{REMEDY}"):
        load_images(choice)


@pytest.mark.parametrize("labels", [[1, 2, 3, 10, 4, 5, 6], [0] * 6, [0] * 8], ids=["label 10", "too few", "too many"])
def test_labels_that_do_not_belong_to_the_images_are_an_error(labels: list[int], raw: Path) -> None:
    (raw / TEST_LABELS).write_bytes(idx_bytes(torch.tensor(labels)))
    problem = "does not hold the labels, 0 to 9, of the 7 images beside it"
    with pytest.raises(DataError, match=f"{TEST_LABELS} {problem}{REMEDY}"):
        load_images()


PACKED, STORED = gzip.compress(FILES[TRAIN_LABELS]), gzip.compress(FILES[TRAIN_LABELS], 0)
DAMAGED_GZIP = {
    "cut short": PACKED[:-9],
    "no gzip": b"not gzip",
    "cut in its header": PACKED[:3],
    "a changed label": STORED[:-9] + b"\xff" + STORED[-8:],
    "how it is packed": PACKED[:10] + b"\xff" + PACKED[11:],
}


@pytest.mark.parametrize("damage", DAMAGED_GZIP)
def test_a_damaged_compressed_file_is_an_error(damage: str, raw: Path) -> None:
    (raw / TRAIN_LABELS).unlink()
    (raw / f"{TRAIN_LABELS}.gz").write_bytes(DAMAGED_GZIP[damage])
    with pytest.raises(DataError, match=rf"{TRAIN_LABELS}\.gz is damaged"):
        load_images()


@pytest.mark.parametrize("put", [Path.mkdir, getattr(os, "mkfifo", Path.mkdir)], ids=["a folder", "a pipe"])
def test_what_is_no_file_is_an_error_and_not_waited_for(put: Callable[[Path], None], raw: Path) -> None:
    (raw / TRAIN_IMAGES).unlink()
    put(raw / TRAIN_IMAGES)
    with pytest.raises(DataError, match=f"{TRAIN_IMAGES} is missing"):
        load_images()


def test_a_missing_file_is_an_error(raw: Path) -> None:
    (raw / TEST_LABELS).unlink()
    with pytest.raises(DataError, match=f"{TEST_LABELS} is missing{REMEDY}"):
        load_images()


def test_what_may_not_be_read_is_an_error(raw: Path) -> None:
    (raw / TRAIN_IMAGES).chmod(0)
    if os.access(raw / TRAIN_IMAGES, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(DataError, match=f"{TRAIN_IMAGES} cannot be read: Permission denied{REMEDY}"):
        load_images()


def test_a_file_that_fails_while_it_is_read_is_an_error(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(DataError, match="FashionMNIST cannot be read: Input/output error"):
        load_images()


def test_damage_in_a_named_folder_does_not_advise_to_delete_the_folder(raw: Path) -> None:
    (raw / TRAIN_IMAGES).write_bytes(b"")
    with pytest.raises(DataError, match=f"{TRAIN_IMAGES} is damaged.*Name the folder in which"):
        load_images("auto", raw.parents[1])
