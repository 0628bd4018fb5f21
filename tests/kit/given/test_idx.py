"""A damaged file is named, what is wrong with it is said, and drawings never take its place."""

import gzip
import os
from pathlib import Path

import pytest
import torch

from given.data import DataError, load_images
from tests.kit.given.image_files import idx_bytes, isolate, put_files, tiny_files

FILES = tiny_files()
TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS = FILES


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The folder of the four files, whole, where `auto` looks for them."""
    return put_files(tmp_path / "data", FILES)


@pytest.mark.parametrize("choice", ["auto", "fashion-mnist"])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (TRAIN_LABELS, b"", f"{TRAIN_LABELS} is empty"),
        (TRAIN_IMAGES, FILES[TRAIN_IMAGES][:9], "cut short: it ends inside its header"),
        (TRAIN_IMAGES, FILES[TRAIN_IMAGES][:-1], "cut short: it announces 12 images and ends after 11"),
        (TEST_LABELS, FILES[TEST_LABELS] + b"\0", "goes on after the 7 labels"),
        (TEST_IMAGES, b"<!DOCTYPE html><html>", "looks like a web page"),
        (TRAIN_IMAGES, b"\x80\x04pickle", "starts with the bytes 80 04 70 69"),
        (TRAIN_IMAGES, FILES[TRAIN_LABELS], "does not hold images: it holds labels"),
        (TRAIN_LABELS, FILES[TRAIN_IMAGES], "does not hold labels: it holds images"),
        (TRAIN_IMAGES, gzip.compress(b"x"), "it is compressed, so its name should end in .gz"),
        (TRAIN_IMAGES, idx_bytes(torch.zeros(12, 32, 32)), "holds images of 32 x 32 pixels"),
        (TRAIN_IMAGES, idx_bytes(torch.zeros(0, 28, 28)), "holds no images"),
        (TRAIN_LABELS, idx_bytes(torch.zeros(112_800)), "announces 112,800 labels; Fashion-MNIST has"),
        (TEST_LABELS, idx_bytes(torch.tensor([1, 2, 3, 10, 4, 5, 6])), "holds the label 10"),
        (TEST_LABELS, idx_bytes(torch.zeros(6)), f"7 images but {TEST_LABELS} beside it holds 6 labels"),
    ],
)
def test_a_damaged_file_is_an_error_that_says_what_is_wrong(
    name: str, content: bytes, message: str, choice, raw: Path
) -> None:
    (raw / name).write_bytes(content)
    with pytest.raises(DataError) as raised:
        load_images(choice)
    assert message in str(raised.value)
    assert name in str(raised.value)
    assert "Put a whole copy in its place, or delete the folder" in str(raised.value)


def test_a_missing_file_is_an_error(raw: Path) -> None:
    (raw / TEST_LABELS).unlink()
    with pytest.raises(DataError, match=f"{TEST_LABELS} is missing"):
        load_images()


@pytest.mark.parametrize("content", [gzip.compress(FILES[TEST_IMAGES])[:-20], b"not gzip", b"\x1f\x8b\x08"])
def test_a_damaged_compressed_file_is_an_error(content: bytes, raw: Path) -> None:
    (raw / TRAIN_IMAGES).unlink()
    (raw / f"{TRAIN_IMAGES}.gz").write_bytes(content)
    with pytest.raises(DataError, match=rf"{TRAIN_IMAGES}\.gz is damaged, or not a gzip file"):
        load_images()


@pytest.mark.parametrize("position", [10, -9], ids=["how it is packed", "the last label"])
def test_a_compressed_file_whose_bytes_changed_is_an_error(position: int, raw: Path) -> None:
    packed = bytearray(gzip.compress(FILES[TRAIN_LABELS], compresslevel=0))
    packed[position] ^= 0xFF
    (raw / TRAIN_LABELS).unlink()
    (raw / f"{TRAIN_LABELS}.gz").write_bytes(packed)
    with pytest.raises(DataError, match="is damaged"):
        load_images()


def test_a_folder_in_place_of_a_file_is_an_error(raw: Path) -> None:
    (raw / TRAIN_IMAGES).unlink()
    (raw / TRAIN_IMAGES).mkdir()
    with pytest.raises(DataError, match=f"{TRAIN_IMAGES} is a folder; a file is expected"):
        load_images()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(raw: Path) -> None:
    (raw / TRAIN_IMAGES).unlink()
    os.mkfifo(raw / TRAIN_IMAGES)
    with pytest.raises(DataError, match="is not an ordinary file"):
        load_images()


@pytest.mark.parametrize("closed", [".", "..", TRAIN_IMAGES])
def test_what_may_not_be_read_is_an_error(closed: str, raw: Path) -> None:
    (raw / closed).resolve().chmod(0)
    try:
        if os.access(raw / closed, os.R_OK):
            pytest.skip("this user may read everything")
        with pytest.raises(DataError, match=r"cannot be read: Permission denied\. Put a whole copy"):
            load_images()
    finally:
        (raw.parent if closed == ".." else raw / closed).chmod(0o700)


def test_a_file_that_fails_while_it_is_read_is_an_error(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(DataError, match=f"{TRAIN_IMAGES} cannot be read: Input/output error"):
        load_images()


def test_damage_in_a_named_folder_does_not_advise_to_delete_the_folder(raw: Path) -> None:
    (raw / TRAIN_IMAGES).write_bytes(b"")
    with pytest.raises(DataError, match="Put a whole copy in its place, or name no folder"):
        load_images("auto", raw.parents[1])


def test_empty_folders_that_an_offline_torchvision_leaves_are_no_damage(tmp_path: Path) -> None:
    put_files(tmp_path / "data", {})
    assert load_images().name == "synthetic garments"
