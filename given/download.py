"""Downloads Fashion-MNIST with torchvision; a download cut off half-way is never taken for a whole one."""

import contextlib
import importlib
import os
import shutil
import socket
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from gettext import gettext as _
from http.client import HTTPException
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# The host of torchvision's first mirror, here because importing torchvision to ask for it takes seconds.
MIRROR_HOST = "fashion-mnist.s3-website.eu-central-1.amazonaws.com"
MIRROR_PORT = 80
PROBE_SECONDS = 4.0
STALL_SECONDS = 30.0
UNFINISHED = ".fashion-mnist-unfinished-"


class DownloadError(Exception):
    """Fashion-MNIST could not be downloaded; the message is the reason, in one line without a full stop."""


def download_fashion_mnist(root: Path) -> None:
    """Put torchvision's FashionMNIST folder into `root`, whole or not at all, with a progress bar on stderr.

    Does nothing if another process has put it there first. Raises DownloadError.
    """
    try:
        dataset = prepare_download()
        root.mkdir(parents=True, exist_ok=True)
        with _locked(root):
            if not holds_files(root / "FashionMNIST"):
                _remove_unfinished(root)
                _download_and_move(dataset, root)
    except (OSError, RuntimeError, ValueError, HTTPException) as error:
        told = _("the download into {folder} failed ({error})")
        raise DownloadError(told.format(folder=root, error=_in_one_line(error))) from error


def prepare_download() -> Any:
    """torchvision's FashionMNIST class, once its mirror can be reached; downloads nothing. Raises DownloadError."""
    try:
        address = _first_hop()
    except ValueError as error:
        raise DownloadError(_("the proxy cannot be used ({error})").format(error=_in_one_line(error))) from error
    if not _is_reachable(address):
        raise DownloadError(_("{host} cannot be reached (no network?)").format(host=MIRROR_HOST))
    return import_fashion_mnist()


def holds_files(folder: Path) -> bool:
    """Whether there is anything but empty folders: torchvision leaves those when it finds no network."""
    return folder.is_file() or any(files for *folders, files in os.walk(folder, onerror=_raise_unless_missing))


def _download_and_move(dataset: Any, root: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=root))
    try:
        with contextlib.redirect_stdout(sys.stderr), _stall_timeout():
            dataset(root=str(unfinished), download=True)
        for empty in (root / "FashionMNIST" / "raw", root / "FashionMNIST"):
            with contextlib.suppress(OSError):
                empty.rmdir()
        os.rename(unfinished / "FashionMNIST", root / "FashionMNIST")
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def import_fashion_mnist() -> Any:
    """torchvision's FashionMNIST class. DownloadError: built for another torch, it can fail with any exception."""
    try:
        return importlib.import_module("torchvision.datasets").FashionMNIST
    except Exception as error:
        told = _(
            "torchvision cannot be imported ({error}; installed: torch {torch}, torchvision {torchvision}); "
            "for two that fit: `pip install torch torchvision`"
        )
        versions = {package: _installed(package) for package in ("torch", "torchvision")}
        raise DownloadError(told.format(error=_in_one_line(error), **versions)) from error


def _installed(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return _("none")


def _first_hop() -> tuple[str, int]:
    """What a download connects to first: the user's proxy, or the mirror."""
    proxy = urllib.request.getproxies().get("http")
    if proxy and not urllib.request.proxy_bypass(MIRROR_HOST):
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        return parts.hostname or "", parts.port or 80
    return MIRROR_HOST, MIRROR_PORT


def _is_reachable(address: tuple[str, int]) -> bool:
    """Whether a connection opens in time. In a thread, since looking up a name knows no time limit."""
    reached = threading.Event()

    def connect() -> None:
        with contextlib.suppress(OSError, ValueError):
            socket.create_connection(address, timeout=PROBE_SECONDS).close()
            reached.set()

    attempt = threading.Thread(target=connect, daemon=True)
    attempt.start()
    attempt.join(PROBE_SECONDS)
    return reached.is_set()


@contextlib.contextmanager
def _stall_timeout() -> Iterator[None]:
    """Let no connection opened inside wait longer than STALL_SECONDS for its next bytes."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(STALL_SECONDS)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


@contextlib.contextmanager
def _locked(root: Path) -> Iterator[None]:
    """Let one process at a time download into `root`. The lock ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            told = _("Waiting for another process that downloads into {folder}.")
            print(told.format(folder=root), file=sys.stderr)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _remove_unfinished(root: Path) -> None:
    """Remove what killed downloads left. The caller holds the lock, so none is still going on."""
    for folder in root.glob(f"{UNFINISHED}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _raise_unless_missing(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError | NotADirectoryError):
        raise error


def _in_one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
