"""What may come of a mutated reply: a value, or an error of the decoder's own, soon and in little memory."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.sandbox import wire
from tests.kit.sandbox.frames import delivered

SECONDS = 2.0
"""Of computing, for one reply: a small one takes microseconds, one of a million brackets half a second."""
MEGABYTES = 200


def outcome_of(data: bytes, made: object) -> str:
    """ "value", or the name of the error that the decoder itself raises; `made` says how the reply was made."""
    began = time.thread_time()
    try:
        delivered(data)
        return "value"
    except (wire.WireError, wire.Closed) as error:
        return type(error).__name__
    except Exception as error:
        pytest.fail(f"{type(error).__name__}: {error}, from reply {made}: {data[:10_000]!r}")
    finally:
        seconds = time.thread_time() - began
        assert seconds < SECONDS, f"{seconds:.1f} s for reply {made}: {data[:10_000]!r}"


def peak_megabytes(work: Callable[[], Any]) -> float:
    """How much more memory than before was in use at the worst moment of some work; 0 where that cannot be seen."""
    status = Path("/proc/self/status")
    if not status.exists():
        work()
        return 0
    Path("/proc/self/clear_refs").write_text("5")  # the peak from now on
    before = _kilobytes(status, "VmRSS:")
    work()
    return (_kilobytes(status, "VmHWM:") - before) / 1000


def _kilobytes(status: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(name))
