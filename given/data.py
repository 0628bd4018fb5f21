"""Fashion-MNIST, or a drawn stand-in that never passes for it (Dive into Deep Learning, section 3.5)."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import Literal, get_args

from torch import Tensor
from torch.nn.functional import interpolate
from torch.utils.data import BatchSampler, DataLoader, RandomSampler, SequentialSampler, TensorDataset

from given import garments
from given.download import DownloadError, download_fashion_mnist, holds_files
from given.idx import FOLDER, read_folder
from given.idx import DataError as DataError  # for whoever loads images

Choice = Literal["auto", "fashion-mnist", "synthetic"]
Size = int | tuple[int, int]
Batches = DataLoader[tuple[Tensor, ...]]

FASHION_LABELS = (
    "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
)  # fmt: skip
FOLDER_VARIABLE = "FASHION_MNIST_DIR"
DOWNLOAD_FOLDER = Path("data")
TRAIN_SEED, TEST_SEED = 1, 2
FEW_GARMENTS = (10_000, 2_000)
"""To train and to test on; drawn in less than a second, and enough for the book's number of updates."""
ALL_GARMENTS = (60_000, 10_000)
"""As many as Fashion-MNIST has: on fewer, the book's ten epochs do not bring the loss below 0.5."""


@dataclass(frozen=True, eq=False)
class ImageData:
    """Images and labels of ten classes of clothing, in two parts.

    name: "Fashion-MNIST" or "synthetic garments".
    train_images, test_images: uint8 (n, 28, 28), 0 is the background.
    train_labels, test_labels: int64 (n,), positions in FASHION_LABELS.
    note: empty for Fashion-MNIST, otherwise one line that belongs in every report.
    """

    name: str
    train_images: Tensor
    train_labels: Tensor
    test_images: Tensor
    test_labels: Tensor
    note: str = ""


def get_fashion_mnist_labels(labels: Tensor | Iterable[int]) -> list[str]:
    """The names of the classes in `labels`, integers from 0 to 9 (section 3.5)."""
    return [FASHION_LABELS[int(label)] for label in labels]


def scale_pixels(images: Tensor) -> Tensor:
    """uint8 (n, 28, 28) -> float32 (n, 1, 28, 28) from 0 to 1, as torchvision's ToTensor gives them."""
    return images.unsqueeze(1) / 255


def batches_of(
    images: Tensor, labels: Tensor, batch_size: int, shuffle: bool = False, resize: Size | None = None
) -> Batches:
    """A DataLoader of images (n, 28, 28), as scale_pixels makes them, and their labels (n,).

    The last batch may be smaller; with `shuffle` each pass has a new order. A batch is gathered at once: image by
    image, as a DataLoader goes by itself, takes many times as long. It is resized by itself, as all images would need
    gigabytes.
    """
    examples = TensorDataset(scale_pixels(images), labels)
    order = RandomSampler(examples) if shuffle else SequentialSampler(examples)
    batches = BatchSampler(order, batch_size, drop_last=False)
    resized = partial(_resized, resize) if resize else None
    return DataLoader(examples, batch_size=None, sampler=batches, collate_fn=resized)


def _resized(size: Size, batch: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    X, y = batch
    return interpolate(X, size, mode="bilinear", antialias=True), y


def load_data_fashion_mnist(
    batch_size: int, resize: Size | None = None, choice: Choice = "auto", folder: Path | None = None
) -> tuple[Batches, Batches]:
    """The training batches, in a new order at each pass, and the test batches, always in order (section 3.5).

    resize: the height and width that images are to have, one number for both; None for their own, 28.
    Each batch: X float32 (batch, 1, 28, 28) from 0 to 1, y int64 (batch,). See load_images for `choice`, `folder`
    and the errors; its note, if there is one, is printed to stderr. Drawn garments are as many as Fashion-MNIST has.
    """
    data = load_images(choice, folder, ALL_GARMENTS)
    if data.note:
        print(data.note, file=sys.stderr)
    train = batches_of(data.train_images, data.train_labels, batch_size, shuffle=True, resize=resize)
    return train, batches_of(data.test_images, data.test_labels, batch_size, resize=resize)


def load_images(
    choice: Choice = "auto", folder: Path | None = None, drawn: tuple[int, int] = FEW_GARMENTS
) -> ImageData:
    """The images to train and test on.

    "fashion-mnist" reads them from images_folder(folder), and where that is ./data and empty, torchvision downloads
    them to it. "auto" does the same, and where they cannot be downloaded takes drawn garments, with a note that says
    why. "synthetic" always takes drawn garments, the same at every call: so many to train and to test on.

    Raises DataError if files are there but damaged, if a folder that was named does not hold them, and, for
    "fashion-mnist", if they cannot be downloaded.
    """
    if choice not in get_args(Choice):
        message = _("choice is {choice!r}; it is one of 'auto', 'fashion-mnist' and 'synthetic'.")
        raise ValueError(message.format(choice=choice))
    reason = _("they were asked for")
    if choice != "synthetic":
        try:
            while not (images := read_images(folder)):
                download_fashion_mnist(DOWNLOAD_FOLDER)
            return images
        except DownloadError as error:
            if choice == "fashion-mnist":
                message = _(
                    "Fashion-MNIST is not in {folder} and cannot be downloaded: {error}. Try again later, or put its "
                    "files into {raw}, or choose the drawn garments (--data synthetic)."
                )
                folder, raw = DOWNLOAD_FOLDER.resolve(), DOWNLOAD_FOLDER / FOLDER
                raise DataError(message.format(folder=folder, error=error, raw=raw)) from error
            reason = str(error)
    note = _("Drawn garments stand in for Fashion-MNIST: {reason}.").format(reason=reason)
    train, test = garments.draw(drawn[0], TRAIN_SEED), garments.draw(drawn[1], TEST_SEED)
    return ImageData("synthetic garments", *train, *test, note)


def images_folder(folder: Path | None = None) -> Path:
    """Where Fashion-MNIST is looked for: in `folder`, else in the one that FASHION_MNIST_DIR names, else in ./data."""
    return Path(os.path.expanduser(folder or os.environ.get(FOLDER_VARIABLE) or DOWNLOAD_FOLDER))


def read_images(folder: Path | None = None) -> ImageData | None:
    """Fashion-MNIST from images_folder(folder), or None where ./data is empty and a download is due.

    Raises DataError as load_images does; never downloads.
    """
    root = images_folder(folder)
    home = root / FOLDER.parent
    is_named = folder is not None or bool(os.environ.get(FOLDER_VARIABLE))
    try:
        return ImageData("Fashion-MNIST", *read_folder(root)) if is_named or holds_files(home) else None
    except DataError as error:
        problem = str(error)
    except OSError as error:
        problem = _("{path} cannot be read: {error}.").format(path=error.filename or home, error=error.strerror)
    if is_named:
        remedy = _(
            "Name the folder in which {raw} is a whole copy (--data-dir or {variable}), or none to have it downloaded."
        )
    else:
        remedy = _("Put a whole copy in its place, or delete the folder {folder} to have all of it downloaded again.")
    remedy = remedy.format(raw=FOLDER.as_posix(), variable=FOLDER_VARIABLE, folder=home)
    raise DataError(_("{problem} {remedy}").format(problem=problem, remedy=remedy))
