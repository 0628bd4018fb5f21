"""Fashion-MNIST, or a drawn stand-in that never passes for it (Dive into Deep Learning, section 3.5)."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor

from given.download import DownloadError, download_fashion_mnist, holds_files
from given.garment_cache import load_garments
from given.idx import FILES, FOLDER, DataError, find_file, read_folder

__all__ = [
    "FASHION_LABELS",
    "Batches",
    "Choice",
    "DataError",
    "ImageData",
    "get_fashion_mnist_labels",
    "images_folder",
    "load_data_fashion_mnist",
    "load_images",
    "read_images",
    "scale_pixels",
]

Choice = Literal["auto", "fashion-mnist", "synthetic"]

FASHION_LABELS = (
    "t-shirt",
    "trouser",
    "pullover",
    "dress",
    "coat",
    "sandal",
    "shirt",
    "sneaker",
    "bag",
    "ankle boot",
)
FOLDER_VARIABLE = "FASHION_MNIST_DIR"
DOWNLOAD_FOLDER = Path("data")


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


class Batches:
    """Batches of examples that can be gone through again and again, as with a torch DataLoader.

    X: (n, ...), y: (n,). Each batch is a tuple (X, y) of up to `batch_size` examples, a copy of its own; the
    last one may be smaller. With `shuffle` each pass has a new order, drawn from `generator` or else from
    torch's global generator.
    """

    def __init__(
        self,
        X: Tensor,
        y: Tensor,
        batch_size: int,
        shuffle: bool = False,
        generator: torch.Generator | None = None,
    ) -> None:
        if batch_size < 1:
            raise ValueError(_("batch_size is {size}; a batch holds at least one example.").format(size=batch_size))
        if len(X) != len(y):
            raise ValueError(_("X holds {n} examples and y {m}; they go in pairs.").format(n=len(X), m=len(y)))
        self.X, self.y = X, y
        self.batch_size = batch_size
        self.shuffle = shuffle
        self.generator = generator

    def __len__(self) -> int:
        """The number of batches in one pass."""
        return -(-len(self.y) // self.batch_size)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        n = len(self.y)
        order = torch.randperm(n, generator=self.generator) if self.shuffle else torch.arange(n)
        for batch in torch.split(order, self.batch_size):
            yield self.X.index_select(0, batch), self.y.index_select(0, batch)


def get_fashion_mnist_labels(labels: Tensor | Iterable[int]) -> list[str]:
    """The names of the classes in `labels`, integers from 0 to 9 (section 3.5)."""
    return [FASHION_LABELS[int(label)] for label in labels]


def scale_pixels(images: Tensor) -> Tensor:
    """uint8 (n, 28, 28) -> float32 (n, 1, 28, 28) from 0 to 1, as torchvision's ToTensor gives them."""
    return images.unsqueeze(1) / 255


def load_data_fashion_mnist(
    batch_size: int, choice: Choice = "auto", folder: Path | None = None
) -> tuple[Batches, Batches]:
    """The training batches, in a new order at each pass, and the test batches, always in order (section 3.5).

    Each batch: X float32 (batch, 1, 28, 28) from 0 to 1, y int64 (batch,). See load_images for `choice`,
    `folder` and the errors; its note, if there is one, is printed to stderr.
    """
    data = load_images(choice, folder)
    if data.note:
        print(data.note, file=sys.stderr)
    return (
        Batches(scale_pixels(data.train_images), data.train_labels, batch_size, shuffle=True),
        Batches(scale_pixels(data.test_images), data.test_labels, batch_size),
    )


def load_images(choice: Choice = "auto", folder: Path | None = None) -> ImageData:
    """The images to train and test on.

    "fashion-mnist" reads them from `folder`, else from the folder that the environment's FASHION_MNIST_DIR
    names, else from ./data, to which torchvision downloads them if need be. "auto" does the same, and where
    they cannot be downloaded takes the drawn garments, with a note that says why. "synthetic" always takes
    the drawn garments.

    Raises DataError if files are there but damaged, if a folder that was named does not hold them, and, for
    "fashion-mnist", if they cannot be downloaded.
    """
    if choice == "synthetic":
        return _draw(_("they were asked for"))
    if choice not in ("auto", "fashion-mnist"):
        told = _("choice is {choice!r}; it is one of 'auto', 'fashion-mnist' and 'synthetic'.")
        raise ValueError(told.format(choice=choice))
    try:
        return read_images(folder) or _download()
    except DownloadError as error:
        if choice == "auto":
            return _draw(str(error))
        told = _(
            "Fashion-MNIST is not in {folder} and cannot be downloaded: {error}. Try again later, or put its files "
            "into {raw}, or choose the drawn garments (--data synthetic)."
        )
        folder, raw = DOWNLOAD_FOLDER.resolve(), DOWNLOAD_FOLDER / FOLDER
        raise DataError(told.format(folder=folder, error=error, raw=raw)) from error


def images_folder(folder: Path | None = None) -> Path:
    """Where Fashion-MNIST is looked for: in `folder`, else in the one that FASHION_MNIST_DIR names, else in ./data."""
    return Path(os.path.expanduser(folder or os.environ.get(FOLDER_VARIABLE) or DOWNLOAD_FOLDER))


def read_images(folder: Path | None = None) -> ImageData | None:
    """Fashion-MNIST from images_folder(folder), or None where ./data is empty and a download is due.

    Raises DataError as load_images does; never downloads.
    """
    root = images_folder(folder)
    if folder is not None:
        return _read_named(root)
    if os.environ.get(FOLDER_VARIABLE):
        return _read_named(root, FOLDER_VARIABLE)
    try:
        return _read(root, _remedy()) if holds_files(root / FOLDER.parent) else None
    except OSError as error:
        told = _("{path} cannot be read: {error}.")
        problem = told.format(path=root / FOLDER.parent, error=error.strerror or error)
        raise DataError(_("{problem} {remedy}").format(problem=problem, remedy=_remedy())) from None


def _draw(reason: str) -> ImageData:
    note = _("Drawn garments stand in for Fashion-MNIST: {reason}.").format(reason=reason)
    return ImageData("synthetic garments", *load_garments(), note)


def _read_named(root: Path, variable: str = "") -> ImageData:
    if not _holds_any_file(root / FOLDER):
        named = _("{folder} (named by {variable})").format(folder=root, variable=variable) if variable else root
        told = _("{folder} does not hold Fashion-MNIST. {advice}")
        raise DataError(told.format(folder=named, advice=_what_to_name(root)))
    return _read(root, _("Put a whole copy in its place, or name no folder to have all of it downloaded."))


def _what_to_name(root: Path) -> str:
    if not root.exists():
        return _("There is no such folder; check the spelling.")
    for raw, above in ((root, root.parent.parent), (root / FOLDER.name, root.parent)):
        if _holds_any_file(raw):
            told = _("It is inside the folder to name, which holds {raw}: try {folder}.")
            return told.format(raw=FOLDER.as_posix(), folder=above)
    told = _("Expected there: {raw} with {files} (or the same with .gz).")
    return told.format(raw=FOLDER.as_posix(), files=", ".join(FILES))


def _holds_any_file(folder: Path) -> bool:
    return any(find_file(folder, name) for name in FILES)


def _download() -> ImageData:
    download_fashion_mnist(DOWNLOAD_FOLDER)
    return _read(DOWNLOAD_FOLDER, _remedy())


def _remedy() -> str:
    told = _("Put a whole copy in its place, or delete the folder {folder} to have all of it downloaded again.")
    return told.format(folder=DOWNLOAD_FOLDER / FOLDER.parent)


def _read(root: Path, remedy: str) -> ImageData:
    try:
        return ImageData("Fashion-MNIST", *read_folder(root))
    except DataError as error:
        raise DataError(_("{problem} {remedy}").format(problem=error, remedy=remedy)) from None
