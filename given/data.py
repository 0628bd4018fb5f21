"""Fashion-MNIST, or a drawn stand-in that never passes for it (Dive into Deep Learning, section 3.5)."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
    "load_data_fashion_mnist",
    "load_images",
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
            raise ValueError(f"batch_size is {batch_size}; a batch holds at least one example.")
        if len(X) != len(y):
            raise ValueError(f"X holds {len(X)} examples and y {len(y)}; they go in pairs.")
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
            yield self.X[batch], self.y[batch]


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
        return _draw("they were asked for")
    if choice not in ("auto", "fashion-mnist"):
        raise ValueError(f"choice is {choice!r}; it is one of 'auto', 'fashion-mnist' and 'synthetic'.")
    if folder is not None:
        return _read_named(Path(folder), "")
    if variable := os.environ.get(FOLDER_VARIABLE):
        return _read_named(Path(variable), f" (named by {FOLDER_VARIABLE})")
    try:
        return _read_or_download(DOWNLOAD_FOLDER)
    except DownloadError as error:
        if choice == "auto":
            return _draw(str(error))
        raise DataError(
            f"Fashion-MNIST is not in {DOWNLOAD_FOLDER.resolve()} and cannot be downloaded: {error}. "
            f"Try again later, or put its files into {DOWNLOAD_FOLDER / FOLDER}, or choose the drawn "
            "garments (--data synthetic)."
        ) from error


def _draw(reason: str) -> ImageData:
    note = f"Drawn garments stand in for Fashion-MNIST: {reason}."
    return ImageData("synthetic garments", *load_garments(), note)


def _read_named(folder: Path, origin: str) -> ImageData:
    root = Path(os.path.expanduser(folder))
    if not _holds_any_file(root / FOLDER):
        raise DataError(f"{root}{origin} does not hold Fashion-MNIST. {_what_to_name(root)}")
    return _read(root, "Put a whole copy in its place, or name no folder to have all of it downloaded.")


def _what_to_name(root: Path) -> str:
    if not root.exists():
        return "There is no such folder; check the spelling."
    for raw, above in ((root, root.parent.parent), (root / FOLDER.name, root.parent)):
        if _holds_any_file(raw):
            return f"It is inside the folder to name, which holds {FOLDER.as_posix()}: try {above}."
    return f"Expected there: {FOLDER.as_posix()} with {', '.join(FILES)} (or the same with .gz)."


def _holds_any_file(folder: Path) -> bool:
    return any(find_file(folder, name) for name in FILES)


def _read_or_download(root: Path) -> ImageData:
    home = root / FOLDER.parent
    remedy = f"Put a whole copy in its place, or delete the folder {home} to have all of it downloaded again."
    try:
        if not holds_files(home):
            download_fashion_mnist(root)
    except OSError as error:
        raise DataError(f"{home} cannot be read: {error.strerror or error}. {remedy}") from None
    return _read(root, remedy)


def _read(root: Path, remedy: str) -> ImageData:
    try:
        return ImageData("Fashion-MNIST", *read_folder(root))
    except DataError as error:
        raise DataError(f"{error} {remedy}") from None
