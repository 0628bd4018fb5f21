"""Mutated replies, and ones as large as may be: the trusted side's decoder ends with a value or an error of its own."""

from collections import Counter

import pytest

from grading.sandbox import wire
from tests.kit.sampling import sampled
from tests.kit.sandbox.frames import frame
from tests.kit.sandbox.fuzzing.judging import MEGABYTES, outcome_of, peak_megabytes
from tests.kit.sandbox.fuzzing.mutations import mutated_reply

pytestmark = pytest.mark.attack

REPLIES = 1_000_000


def test_mutated_replies_are_values_or_errors_of_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_", str)  # the catalogue of translations costs as much as the decoder
    numbers = sampled(range(REPLIES), 0.1)
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


DIGITS = "1" * 900_000
ALL = wire.MAX_REPLY_BYTES
LARGE = {
    "empty lists": frame(full("[]")),
    "lists in lists": frame(full("[" * 11 + "]" * 11)),
    "empty lists of 16-bit text": frame(full("[]", room=ALL // 2 - 1).decode().encode("utf-16")),
    "empty objects": frame(full("{}")),
    "tuples": frame(full('{"tuple":[]}')),
    "dicts": frame(full('{"dict":{}}')),
    "foreign values": frame(full('{"foreign":""}')),
    "zeros": frame(full("0")),
    "long integers": frame(full("1" * 308)),
    "floats": frame(full("2.4703282292062327208e-324")),
    "long floats": frame(full("1." + "7" * 800 + "e-300")),
    "strings": frame(full(r'"\u4e00"')),
    "the same key": frame(full('"a":0', '{"dict":{', "}}")),
    "keys": frame(('{"dict":{' + ",".join(f'"{number}":0' for number in range(99_000)) + "}}").encode()),
    "keys without a mark": frame(("{" + ",".join(f'"{number}":0' for number in range(99_000)) + "}").encode()),
    "empty tensors": frame(full('{"tensor":["int8",[0],false]}')),
    "numbers as tensors": frame(full('{"tensor":["float64",[],true]}', room=ALL), bytes(8 * ((ALL - 1) // 31))),
    "an integer": frame(DIGITS.encode()),
    "a float": frame(f"1.{DIGITS}".encode()),
    "an exponent": frame(f"1e{DIGITS}".encode()),
    "a string": frame(f'"{DIGITS}"'.encode()),
    "open brackets": frame(b"[" * ALL),
    "nested objects": frame(b'{"a":' * (ALL // 5)),
    "one tensor": frame({"tensor": ["uint8", [ALL], False]}, bytes(ALL)),
    "truths": frame({"tensor": ["bool", [ALL], False]}, b"\1" * ALL),
    "an empty tensor that is wide": frame({"tensor": ["uint8", [65536, 0], False]}),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_reply_as_large_as_may_be_takes_a_second_and_a_few_times_its_size(name: str) -> None:
    reply = LARGE[name]
    assert max(wire.LENGTHS.unpack(reply[: wire.LENGTHS.size])) <= ALL, "more would be refused unread"
    growth = peak_megabytes(lambda: outcome_of(reply, name))
    assert growth < MEGABYTES
