"""Archives of the exercises, and what is read of one."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from grading.submissions.submission import Submission, UnusableSubmission, read
from tests.kit.answers import folder

STUBS = {file: text.encode() for file, text in folder("exercises").sources.items()}

Pack = Callable[..., Path]
"""Writes an archive with these bytes, under student.zip or another name, and returns its path."""


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(files: Mapping[str, bytes], form: int = tarfile.DEFAULT_FORMAT) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def inside(*folders: str, files: Mapping[str, bytes] = STUBS) -> dict[str, bytes]:
    """The files in each of these folders; "" is the top of the archive."""
    return {f"{name}{file}": data for name in folders for file, data in files.items()}


def refusal(path: Path) -> str:
    with pytest.raises(UnusableSubmission) as refused:
        read(path)
    assert str(path) in str(refused.value)
    return str(refused.value)


def is_whole(submission: Submission) -> bool:
    return dict(submission.sources) == dict(folder("exercises").sources) and not submission.problems
