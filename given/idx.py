"""Reads Fashion-MNIST's files, and says exactly what is wrong with one that it cannot read.

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
        raise _unreadable(folder / name, error) from None


def _unreadable(path: Path, error: OSError) -> DataError:
    return DataError(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror or error))


def _read_split(folder: Path, split: str) -> tuple[Tensor, Tensor]:
    images_name, labels_name = (name for name in FILES if name.startswith(split))
    images = _read_items(folder, images_name, "images", IMAGE_SHAPE)
    labels = _read_items(folder, labels_name, "labels", ()).long()
    if len(images) != len(labels):
        told = _("{path} holds {images:,} images but {other} beside it holds {labels:,} labels.")
        path = folder / images_name
        raise DataError(told.format(path=path, images=len(images), other=labels_name, labels=len(labels)))
    if labels.max() >= CLASSES:
        told = _("{path} holds the label {label}; Fashion-MNIST's labels are 0 to 9.")
        raise DataError(told.format(path=folder / labels_name, label=int(labels.max())))
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
        raise DataError(_("{path} is damaged, or not a gzip file: {error}.").format(path=path, error=error)) from None
    except OSError as error:
        raise _unreadable(path, error) from None
    if len(values) < count * item_size:
        told = _("{path} is cut short: it announces {count:,} {content} and ends after {found:,}.")
        raise DataError(told.format(path=path, count=count, content=_noun(content), found=len(values) // item_size))
    if len(values) > count * item_size:
        told = _("{path} goes on after the {count:,} {content} that it announces.")
        raise DataError(told.format(path=path, count=count, content=_noun(content)))
    return torch.frombuffer(values, dtype=torch.uint8).reshape(count, *item_shape)


def _existing_file(folder: Path, name: str) -> Path:
    path = find_file(folder, name)
    if path is None:
        raise DataError(_("{path} is missing.").format(path=folder / name))
    if path.is_dir():
        raise DataError(_("{path} is a folder; a file is expected there.").format(path=path))
    if not path.is_file():
        raise DataError(_("{path} is not an ordinary file.").format(path=path))
    return path


def _count_in_header(path: Path, header: bytes, header_size: int, content: str, item_shape: tuple[int, ...]) -> int:
    """The number of images or labels that the header announces, once all else in it is as it should be."""
    if not header:
        raise DataError(_("{path} is empty.").format(path=path))
    found = CONTENT_OF_MAGIC.get(header[:4])
    if found != content:
        told = _("{path} does not hold {content}: {reason}.")
        raise DataError(told.format(path=path, content=_noun(content), reason=_describe_start(header, found)))
    if len(header) < header_size:
        raise DataError(_("{path} is cut short: it ends inside its header.").format(path=path))
    count, *shape = struct.unpack(f">{1 + len(item_shape)}I", header[4:])
    if tuple(shape) != item_shape:
        told = _("{path} holds images of {size} pixels; 28 x 28 are expected.")
        raise DataError(told.format(path=path, size=" x ".join(map(str, shape))))
    if count == 0:
        raise DataError(_("{path} holds no {content}.").format(path=path, content=_noun(content)))
    if count > MOST_ITEMS:
        told = _(
            "{path} announces {count:,} {content}; Fashion-MNIST has at most {most:,} in a file, "
            "so this is another data set or a damaged file."
        )
        raise DataError(told.format(path=path, count=count, content=_noun(content), most=MOST_ITEMS))
    return int(count)


def _describe_start(header: bytes, content: str | None) -> str:
    if content:
        return _("it holds {content}").format(content=_noun(content))
    if header.startswith(b"\x1f\x8b"):
        return _("it is compressed, so its name should end in .gz")
    if header.lstrip().startswith(b"<"):
        return _("it looks like a web page, perhaps an error page saved by a download")
    return _("it starts with the bytes {bytes}, which an IDX file does not").format(bytes=header[:4].hex(" "))


def _noun(content: str) -> str:
    return {"images": _("images"), "labels": _("labels")}[content]
