"""Downloads Fashion-MNIST with torchvision; a download cut off half-way is never taken for a whole one.

Run as a program, this file is the child process in which torchvision downloads into the working folder, so that a
download that stalls can be ended from outside.
"""

import contextlib
import importlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from gettext import gettext as _
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# The host of torchvision's first mirror, here because importing torchvision to ask for it takes seconds.
MIRROR_HOST = "fashion-mnist.s3-website.eu-central-1.amazonaws.com"
MIRROR_PORT = 80
PROBE_SECONDS = 4.0
STALL_SECONDS = 60.0  # importing torchvision alone took 14 on busy cores
LOOK_SECONDS = 0.1
UNFINISHED = ".fashion-mnist-unfinished-"


class DownloadError(Exception):
    """Fashion-MNIST could not be downloaded; the message is the reason, in one line without a full stop."""


def download_fashion_mnist(root: Path) -> None:
    """Put torchvision's FashionMNIST folder into `root`, whole or not at all, with a progress bar on stderr.

    If another process puts it there first, that one stays. Raises DownloadError.
    """
    require_mirror()
    target = root / "FashionMNIST"
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=root, ignore_cleanup_errors=True) as unfinished:
            problem = _download_in_child(Path(unfinished))
            if not problem:
                for empty in (target / "raw", target):
                    with contextlib.suppress(OSError):
                        empty.rmdir()
                os.rename(Path(unfinished, target.name), target)
    except OSError as error:
        problem = _in_one_line(error)
    if not holds_files(target):
        raise DownloadError(_("the download into {folder} failed ({error})").format(folder=root, error=problem))
    for leftover in root.glob(f"{UNFINISHED}*"):  # of a process that was killed, or one that has no need of it now
        shutil.rmtree(leftover, ignore_errors=True)


def require_mirror() -> None:
    """Raise DownloadError where torchvision's mirror, or the user's proxy, does not answer within PROBE_SECONDS."""
    proxy = urllib.request.getproxies().get("http")
    address = MIRROR_HOST, MIRROR_PORT
    if proxy and not urllib.request.proxy_bypass(MIRROR_HOST):
        try:
            parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
            address = parts.hostname or "", parts.port or 80
        except ValueError as error:
            raise DownloadError(_("the proxy cannot be used ({error})").format(error=_in_one_line(error))) from error
    reached = threading.Event()

    def connect() -> None:
        with contextlib.suppress(OSError, ValueError):
            socket.create_connection(address, timeout=PROBE_SECONDS).close()
            reached.set()

    attempt = threading.Thread(target=connect, daemon=True)  # since looking up a name knows no time limit
    attempt.start()
    attempt.join(PROBE_SECONDS)
    if not reached.is_set():
        raise DownloadError(_("{host} cannot be reached (no network?)").format(host=MIRROR_HOST))


def holds_files(folder: Path) -> bool:
    """Whether there is anything but empty folders: torchvision leaves those when it finds no network."""

    def raise_unless_missing(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            raise error

    return folder.is_file() or any(files for *folders, files in os.walk(folder, onerror=raise_unless_missing))


def import_fashion_mnist() -> Any:
    """torchvision's FashionMNIST class. DownloadError: built for another torch, it can fail with any exception."""
    try:
        return importlib.import_module("torchvision.datasets").FashionMNIST
    except Exception as error:
        message = _("torchvision cannot be imported ({error}); for two that fit: `pip install torch torchvision`")
        raise DownloadError(message.format(error=_in_one_line(error))) from error


def _download_in_child(folder: Path) -> str:
    """Let torchvision download into the folder for as long as that grows; the reason why it failed, if it did."""
    command = [sys.executable, str(Path(__file__).resolve())]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, errors="replace") as child:
        try:
            size, changed = 0, time.monotonic()
            while child.poll() is None:
                if (current := _size(folder)) != size:
                    size, changed = current, time.monotonic()
                if time.monotonic() - changed > STALL_SECONDS:
                    return _("nothing arrived for {seconds:g} seconds").format(seconds=STALL_SECONDS)
                time.sleep(LOOK_SECONDS)
            reason = child.communicate()[0].strip()
        finally:
            child.kill()
    if not child.returncode:
        return ""
    return reason or _("exit code {code}").format(code=child.returncode)


def _download_here() -> None:
    """What the child does. Where it fails, its standard output is the reason and nothing else."""
    with contextlib.redirect_stdout(sys.stderr):  # to which some versions of torchvision print
        try:
            importlib.import_module("torchvision.datasets").FashionMNIST(".", download=True)
            return
        except BaseException as error:
            reason = _in_one_line(error)
    print(reason)
    sys.exit(1)


def _size(folder: Path) -> int:
    with contextlib.suppress(OSError):  # files come and go
        return sum(path.stat().st_size for path in folder.rglob("*"))
    return 0


def _in_one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


if __name__ == "__main__":
    _download_here()
