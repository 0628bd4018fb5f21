"""The drawn stand-in for Fashion-MNIST at full size, drawn once and then kept in the user's cache folder."""

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs
import torch
from torch import Tensor

from given import garments

TRAIN_SIZE, TEST_SIZE = 60_000, 10_000
TRAIN_SEED, TEST_SEED = 1, 2
PIXELS = 28 * 28
CHECKSUM_SIZE = hashlib.sha256().digest_size


def load_garments() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Drawn training images and labels, then test images and labels: the same at every call.

    Images are uint8 (n, 28, 28) and labels int64 (n,). The first call takes seconds. A cache that is damaged,
    or cannot be kept, only means drawing again.
    """
    path = _cache_path()
    values = _read_checked(path) if path else None
    if values is None:
        values = _draw_values()
        if path:
            with suppress(OSError):
                _write_checked(path, values)
    train_images, train_labels, test_images, test_labels = torch.split(
        values, [TRAIN_SIZE * PIXELS, TRAIN_SIZE, TEST_SIZE * PIXELS, TEST_SIZE]
    )
    return (
        train_images.reshape(-1, 28, 28),
        train_labels.long(),
        test_images.reshape(-1, 28, 28),
        test_labels.long(),
    )


def _draw_values() -> Tensor:
    """All pixels and labels in one row of uint8, in the order of load_garments."""
    train = garments.draw(TRAIN_SIZE, TRAIN_SEED)
    test = garments.draw(TEST_SIZE, TEST_SEED)
    return torch.cat([part.to(torch.uint8).flatten() for part in (*train, *test)])


def _cache_path() -> Path | None:
    """Where this version's drawings are kept, or None where the user has no cache folder.

    The name changes with the drawing's source, and is none that torchvision would look for.
    """
    try:
        folder = platformdirs.user_cache_path("softmax-from-scratch")
    except RuntimeError:  # without a home; older versions leave "~" as it is
        return None
    if not folder.is_absolute():
        return None
    digest = hashlib.sha256(Path(garments.__file__).read_bytes())
    digest.update(repr((TRAIN_SIZE, TRAIN_SEED, TEST_SIZE, TEST_SEED)).encode())
    return folder / f"garments-{digest.hexdigest()[:16]}.bin"


def _read_checked(path: Path) -> Tensor | None:
    try:
        content = bytearray(path.read_bytes())
    except OSError:
        return None
    checksum, values = content[:CHECKSUM_SIZE], memoryview(content)[CHECKSUM_SIZE:]
    if hashlib.sha256(values).digest() != checksum:
        return None
    return torch.frombuffer(values, dtype=torch.uint8)


def _write_checked(path: Path, values: Tensor) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = values.numpy().data
    handle, temporary = tempfile.mkstemp(prefix=f"{path.name}-", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest())
            file.write(content)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _remove_outdated(path)


def _remove_outdated(current: Path) -> None:
    """Remove the drawings of other versions, and what a killed process left."""
    for path in current.parent.glob("garments-*"):
        if path != current:
            with suppress(OSError):
                path.unlink()
