"""Mutated replies, and ones as large as may be: the trusted side's decoder ends with a value or an error of its own."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grading.sandbox import wire
from tests.kit.sampling import sampled
from tests.kit.sandbox.frames import frame, received
from tests.kit.sandbox.mutations import mutated_reply

REPLIES = 1_000_000
SECONDS = 2.0
"""Of computing, for one reply: a small one takes microseconds, one of a million brackets half a second."""
MEGABYTES = 200


def outcome_of(data: bytes, made: object) -> str:
    """ "value", or the name of the error that the decoder itself raises; `made` says how the reply was made."""
    began = time.thread_time()
    try:
        received(data)
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


@pytest.mark.parametrize("share", [0.003, pytest.param(0.1, marks=pytest.mark.attack)])
def test_mutated_replies_are_values_or_errors_of_the_wire(share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_", str)  # the catalogue of translations costs as much as the decoder
    numbers = sampled(range(REPLIES), share)
    outcomes: Counter[str] = Counter()
    growth = peak_megabytes(lambda: outcomes.update(outcome_of(mutated_reply(number), number) for number in numbers))
    assert outcomes["value"] >= len(numbers) / 20, "mutations that are always refused test one line"
    assert outcomes["WireError"] >= len(numbers) / 5
    assert growth < MEGABYTES


# As large as may be


def full(unit: str, before: str = "[", after: str = "]", room: int = wire.MAX_REPLY_BYTES) -> bytes:
    """One thing over and over, as long as a text may be."""
    count = (room - len(before) - len(after) + 1) // (len(unit) + 1)
    return (before + ",".join([unit] * count) + after).encode()


DIGITS = "1" * 225_000
ALL = wire.MAX_REPLY_BYTES
LARGE = {
    "empty lists": frame(full("[]")),
    "lists in lists": frame(full("[" * 11 + "]" * 11)),
    "empty lists of 16-bit text": frame(full("[]", room=ALL // 2 - 1).decode().encode("utf-16")),
    "tuples": frame(full('{"tuple":[]}')),
    "long integers": frame(full("1" * 308)),
    "long floats": frame(full("1." + "7" * 800 + "e-300")),
    "keys": frame(('{"dict":{' + ",".join(f'"{number}":0' for number in range(20_000)) + "}}").encode()),
    "empty tensors": frame(full('{"tensor":["int8",[0],false]}')),
    "numbers as tensors": frame(full('{"tensor":["float64",[],true]}', room=ALL), bytes(8 * ((ALL - 1) // 31))),
    "an integer": frame(DIGITS.encode()),
    "an exponent": frame(f"1e{DIGITS}".encode()),
    "open brackets": frame(b"[" * ALL),
    "nested objects": frame(b'{"a":' * (ALL // 5)),
    "truths": frame({"tensor": ["bool", [ALL], False]}, b"\1" * ALL),
}  # fmt: skip


@pytest.mark.attack
@pytest.mark.parametrize("name", LARGE)
def test_a_reply_as_large_as_may_be_takes_a_second_and_a_few_times_its_size(name: str) -> None:
    reply = LARGE[name]
    assert max(wire.LENGTHS.unpack(reply[: wire.LENGTHS.size])) <= ALL, "more would be refused unread"
    growth = peak_megabytes(lambda: outcome_of(reply, name))
    assert growth < MEGABYTES
