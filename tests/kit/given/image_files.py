"""Tiny data sets in Fashion-MNIST's files, and a place to test in that is not the user's."""

import os
import socket
from pathlib import Path

import pytest
import torch
from torch import Tensor

from given import download, garments
from given.idx import FILES, FOLDER
from tests.kit.answers import KIT

REAL_DATA = Path(os.environ.get("FASHION_MNIST_DIR") or KIT.parent / "shared" / "data")
"""Where real images may lie; what needs them is skipped without."""


def isolate(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Work in `folder`, with one drawing of every 500, and a download server that does not answer."""
    monkeypatch.chdir(folder)
    draw = garments.draw
    monkeypatch.setattr(garments, "draw", lambda n, seed: draw(n // 500, seed))
    for variable in ("FASHION_MNIST_DIR", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        closed_port = listener.getsockname()[1]
    monkeypatch.setattr(download, "MIRROR", f"http://127.0.0.1:{closed_port}/")


def idx_bytes(values: Tensor) -> bytes:
    """uint8 values of any shape as the bytes of an IDX file."""
    header = bytes([0, 0, 8, values.dim()]) + b"".join(size.to_bytes(4, "big") for size in values.shape)
    return header + values.to(torch.uint8).numpy().tobytes()


def tiny_files(train: int = 12, test: int = 7) -> dict[str, bytes]:
    """Name -> content of the four files of a data set with random pixels, the same at every call."""
    generator = torch.Generator().manual_seed(0)
    contents = []
    for n in (train, test):
        pixels = torch.randint(256, (n, 28, 28), generator=generator)
        contents += [idx_bytes(pixels), idx_bytes(torch.arange(n) % 10)]
    return dict(zip(FILES, contents, strict=True))


def put_files(root: Path, files: dict[str, bytes]) -> Path:
    """Write `files` where torchvision expects them below `root`; returns their folder."""
    raw = root / FOLDER
    raw.mkdir(parents=True)
    for name, content in files.items():
        (raw / name).write_bytes(content)
    return raw
