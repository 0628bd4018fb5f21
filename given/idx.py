"""Reads Fashion-MNIST's files, and says which one cannot be used.

The IDX format, as the MNIST page describes it: a big-endian header (two zero bytes, 8 for unsigned bytes, the
number of dimensions, then each dimension in four bytes) followed by the values, row after row.
"""

import gzip
import struct
import zlib
from gettext import gettext as _
from pathlib import Path

import torch
from torch import Tensor

FOLDER = Path("FashionMNIST", "raw")
FILES = ("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
CLASSES = 10


class DataError(Exception):
    """The image data cannot be used; the message names the file, what is wrong with it and what to do."""


def read_folder(root: Path) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The training images and labels, then the test images and labels, in `root`/FashionMNIST/raw.

    Images are uint8 (n, 28, 28) and labels int64 (n,). A file may be compressed, with .gz after its name.
    Raises DataError for the first file that is missing or not what its name says, OSError where one cannot be read.
    """
    train_images, train_labels, test_images, test_labels = (_read_values(root / FOLDER, name) for name in FILES)
    for images, labels, name in ((train_images, train_labels, FILES[1]), (test_images, test_labels, FILES[3])):
        if len(images) != len(labels) or labels.max() >= CLASSES:
            message = _("{path} does not hold the labels, 0 to 9, of the {count:,} images beside it.")
            raise DataError(message.format(path=root / FOLDER / name, count=len(images)))
    return train_images, train_labels.long(), test_images, test_labels.long()


def _read_values(folder: Path, name: str) -> Tensor:
    """The uint8 values of one file: images (n, 28, 28), or labels (n,)."""
    path = next((path for path in (folder / name, folder / f"{name}.gz") if path.is_file()), None)
    if not path:
        raise DataError(_("{path} is missing.").format(path=folder / name))
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            return _decode(file.read(), (28, 28) if "images" in name else ())
    except (ValueError, RuntimeError, EOFError, struct.error, zlib.error, gzip.BadGzipFile):
        message = _("{path} is damaged, not complete, or not a file of Fashion-MNIST.")
        raise DataError(message.format(path=path)) from None


def _decode(content: bytes, item_shape: tuple[int, ...]) -> Tensor:
    """The values of an IDX file as (n, *item_shape). Raises ValueError, RuntimeError or struct.error."""
    dimensions = 1 + len(item_shape)
    magic, count, *shape = struct.unpack_from(f">{1 + dimensions}I", content)
    if magic != 0x800 + dimensions or tuple(shape) != item_shape:
        raise ValueError
    values = torch.frombuffer(bytearray(content), dtype=torch.uint8, offset=4 * (1 + dimensions))
    return values.reshape(count, *item_shape)
