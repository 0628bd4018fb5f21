"""A hundred thousand mutated replies: the trusted side's decoder ends with a value or an error of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given

from grading.sandbox import wire
from tests.kit.answers import KIT
from tests.kit.sandbox.frames import frame
from tests.kit.sandbox.fuzzing.judging import (
    LARGE_SECONDS,
    MEGABYTES,
    Seen,
    decoded,
    fuzzed,
    mutated,
    peak_megabytes,
    seeds,
    several,
)
from tests.kit.sandbox.fuzzing.mutations import Claim, Many, Mutation, Nest, Put

pytestmark = pytest.mark.attack

REPLIES = 100_000


# Small ones


def test_a_hundred_thousand_mutated_replies_are_values_or_errors_of_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_", str)  # the catalogue of translations costs as much as the decoder
    seen = Seen()

    @fuzzed(290)
    @given(several, seeds)
    @example([Put(3, "1" * 5000)], 0)
    @example([Put(3, '["uint8",[1099511627776,0],false]')], 0)
    @example([Nest(3, "list", 100)], 0)
    @example([Many(5, "list", 2)], 0)
    @example([Claim(2**32 - 1, 2**64 - 1)], 0)
    def replies(chosen: list[Mutation], seed: int) -> None:
        for made, reply in mutated(chosen, seed, 500):
            seen.count(reply, decoded(reply, made))

    growth = peak_megabytes(replies)
    assert len(seen.replies) >= REPLIES, "each counts once, however often it was made"
    assert seen.outcomes["value"] >= REPLIES / 20, "mutations that are always refused look at the doorstep alone"
    assert seen.outcomes["WireError"] >= REPLIES / 5
    assert growth < MEGABYTES


# As large as may be


def header(value: str, tensors: str = "[]") -> bytes:
    return f'{{"value":{value},"tensors":{tensors}}}'.encode()


def full(unit: str, last: str, room: int = wire.MAX_HEADER_BYTES - 100) -> str:
    """A JSON list of one thing over and over, as long as a header may be."""
    return "[" + f"{unit}," * ((room - len(last)) // (len(unit) + 1)) + last + "]"


def filled(unit: str) -> bytes:
    return frame(header('{"list":' + full(unit, unit) + "}"))


def of_many_tensors(unit: str, bytes_each: int) -> bytes:
    tensors = full(unit, unit, wire.MAX_HEADER_BYTES // 2)
    count = len(json.loads(tensors))
    named = ",".join(f'{{"tensor":{number}}}' for number in range(count))
    return frame(header(f'{{"list":[{named}]}}', tensors), bytes(count * bytes_each))


DIGITS = "1" * 900_000
LARGE = {
    "empty objects": filled("{}"),
    "empty arrays": filled("[]"),
    "lists": filled('{"list":[]}'),
    "dicts": filled('{"dict":{}}'),
    "foreign values": filled('{"foreign":""}'),
    "zeros": filled("0"),
    "long integers": filled("1" * 308),
    "floats": filled("2.4703282292062327208e-324"),
    "long floats": filled("1." + "7" * 800 + "e-300"),
    "strings": filled(r'"\u4e00"'),
    "keys": frame(header('{"dict":{' + ",".join(f'"{number}":0' for number in range(85_000)) + "}}")),
    "the same key": frame(header('{"dict":{' + ",".join(['"a":0'] * 150_000) + "}}")),
    "the same tensor": frame(header('{"list":' + full('{"tensor":0}', "0") + "}", '[["bool",[],false]]'), b"\0"),
    "tensors without names": frame(header("0", full('["bool",[0],true]', '["bool",[0],true]'))),
    "numbers as tensors": of_many_tensors('["float16",[],true]', 2),
    "empty tensors": of_many_tensors('["int8",[0],true]', 0),
    "an integer": frame(header(DIGITS)),
    "a negative integer": frame(header(f"-{DIGITS}")),
    "a float": frame(header(f"1.{DIGITS}")),
    "an exponent": frame(header(f"1e{DIGITS}")),
    "a string": frame(header(f'"{DIGITS}"')),
    "open brackets": frame(b"[" * 900_000),
    "nested objects": frame(b'{"a":' * 150_000),
    "64 MB": frame(header('{"tensor":0}', f'[["uint8",[{wire.MAX_REPLY_BYTES}],false]]'), bytes(wire.MAX_REPLY_BYTES)),
    "64 MB of truths": frame(
        header('{"tensor":0}', f'[["bool",[{wire.MAX_REPLY_BYTES}],false]]'), b"\1" * wire.MAX_REPLY_BYTES
    ),
    "an empty tensor that is wide": frame(header('{"tensor":0}', '[["uint8",[65536,0],false]]')),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_reply_as_large_as_may_be_takes_seconds_and_a_few_times_its_size(name: str) -> None:
    reply = LARGE[name]
    assert wire.LENGTHS.unpack(reply[:12])[0] <= wire.MAX_HEADER_BYTES, "more would be refused at the doorstep"
    growth = peak_megabytes(lambda: decoded(reply, name, LARGE_SECONDS))
    assert growth < MEGABYTES


# Guided by coverage


def test_coverage_leads_to_no_reply_that_breaks_the_decoder(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris is not installed: pip install atheris, where there is one")
    fuzzing = [sys.executable, "-m", "tests.kit.sandbox.fuzzing.wire_atheris", "-runs=20000", "-seed=1", "-max_len=4096"]
    finished = subprocess.run(
        [*fuzzing, f"-artifact_prefix={tmp_path}/"], cwd=KIT, capture_output=True, text=True, timeout=300
    )
    assert finished.returncode == 0, finished.stdout[-2_000:] + finished.stderr[-5_000:]
    assert "Done 20000 runs" in finished.stderr
