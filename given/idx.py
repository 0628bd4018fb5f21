"""Reads Fashion-MNIST's files, and says exactly what is wrong with one that it cannot read.

The IDX format, as the MNIST page describes it: a big-endian header (two zero bytes, 8 for unsigned bytes, the
number of dimensions, then each dimension in four bytes) followed by the values, row after row.
"""

import gzip
import struct
import zlib
from pathlib import Path

import torch
from torch import Tensor

FOLDER = Path("FashionMNIST", "raw")
FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
IMAGE_SHAPE = (28, 28)
CLASSES = 10
MOST_ITEMS = 60_000
CONTENT_OF_MAGIC = {b"\0\0\x08\x03": "images", b"\0\0\x08\x01": "labels"}


class DataError(Exception):
    """The image data cannot be used; the message names the file, what is wrong with it and what to do."""


def read_folder(root: Path) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The training images and labels, then the test images and labels, in `root`/FashionMNIST/raw.

    Images are uint8 (n, 28, 28) and labels int64 (n,). A file may be compressed, with .gz after its name.
    Raises DataError for the first file that is missing, unreadable or not what its name says.
    """
    return (*_read_split(root / FOLDER, "train"), *_read_split(root / FOLDER, "t10k"))


def find_file(folder: Path, name: str) -> Path | None:
    """`folder`/`name`, or its compressed form if only that is there, or None. Raises DataError."""
    try:
        return next((path for path in (folder / name, folder / f"{name}.gz") if path.exists()), None)
    except OSError as error:
        raise DataError(f"{folder / name} cannot be read: {error.strerror or error}.") from None


def _read_split(folder: Path, split: str) -> tuple[Tensor, Tensor]:
    images_name, labels_name = (name for name in FILES if name.startswith(split))
    images = _read_items(folder, images_name, "images", IMAGE_SHAPE)
    labels = _read_items(folder, labels_name, "labels", ()).long()
    if len(images) != len(labels):
        raise DataError(
            f"{folder / images_name} holds {len(images):,} images but {labels_name} beside it holds "
            f"{len(labels):,} labels."
        )
    if labels.max() >= CLASSES:
        raise DataError(
            f"{folder / labels_name} holds the label {int(labels.max())}; Fashion-MNIST's labels are 0 to 9."
        )
    return images, labels


def _read_items(folder: Path, name: str, content: str, item_shape: tuple[int, ...]) -> Tensor:
    """The uint8 values of one file, (n, *item_shape)."""
    path = _existing_file(folder, name)
    header_size = 4 * (2 + len(item_shape))
    item_size = torch.Size(item_shape).numel()
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            header = file.read(header_size)
            count = _count_in_header(path, header, header_size, content, item_shape)
            values = bytearray(file.read(count * item_size + 1))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DataError(f"{path} is damaged, or not a gzip file: {error}.") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.") from None
    if len(values) < count * item_size:
        raise DataError(
            f"{path} is cut short: it announces {count:,} {content} and ends after {len(values) // item_size:,}."
        )
    if len(values) > count * item_size:
        raise DataError(f"{path} goes on after the {count:,} {content} that it announces.")
    return torch.frombuffer(values, dtype=torch.uint8).reshape(count, *item_shape)


def _existing_file(folder: Path, name: str) -> Path:
    path = find_file(folder, name)
    if path is None:
        raise DataError(f"{folder / name} is missing.")
    if path.is_dir():
        raise DataError(f"{path} is a folder; a file is expected there.")
    if not path.is_file():
        raise DataError(f"{path} is not an ordinary file.")
    return path


def _count_in_header(path: Path, header: bytes, header_size: int, content: str, item_shape: tuple[int, ...]) -> int:
    """The number of images or labels that the header announces, once all else in it is as it should be."""
    if not header:
        raise DataError(f"{path} is empty.")
    found = CONTENT_OF_MAGIC.get(header[:4])
    if found != content:
        raise DataError(f"{path} does not hold {content}: {_describe_start(header, found)}.")
    if len(header) < header_size:
        raise DataError(f"{path} is cut short: it ends inside its header.")
    count, *shape = struct.unpack(f">{1 + len(item_shape)}I", header[4:])
    if tuple(shape) != item_shape:
        raise DataError(f"{path} holds images of {' x '.join(map(str, shape))} pixels; 28 x 28 are expected.")
    if count == 0:
        raise DataError(f"{path} holds no {content}.")
    if count > MOST_ITEMS:
        raise DataError(
            f"{path} announces {count:,} {content}; Fashion-MNIST has at most {MOST_ITEMS:,} in a file, "
            "so this is another data set or a damaged file."
        )
    return int(count)


def _describe_start(header: bytes, content: str | None) -> str:
    if content:
        return f"it holds {content}"
    if header.startswith(b"\x1f\x8b"):
        return "it is compressed, so its name should end in .gz"
    if header.lstrip().startswith(b"<"):
        return "it looks like a web page, perhaps an error page saved by a download"
    return f"it starts with the bytes {header[:4].hex(' ')}, which an IDX file does not"
