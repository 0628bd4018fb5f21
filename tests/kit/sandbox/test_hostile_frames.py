"""The wire turns away every frame that breaks its rules, and breaks down over none."""

import socket
import time
from typing import Any

import pytest
import torch

from grading.sandbox import wire
from grading.sandbox.wire import TooLarge, WireError
from tests.kit.sandbox.frames import SOON, described, frame, received, round_trip


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def test_values_cross_down_to_the_depth_limit_and_no_deeper() -> None:
    assert round_trip(nested(wire.MAX_DEPTH)) == nested(wire.MAX_DEPTH)
    with pytest.raises(WireError, match="too deeply"):
        round_trip(nested(wire.MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "text",
    [
        b"", b"nonsense", b"\xff\xfe\x00", b"1 2", b"[" * 400_000, b'{"a":' * 100_000, b"[" * 300 + b"]" * 300,
        b'{"tuple": [' * 300 + b"]}" * 300, b"1" + b"0" * 308, b"-1" + b"0" * 308, b"9" * 5000,
    ],
    ids=lambda text: ascii(text[:30]),
)  # fmt: skip
def test_a_text_that_is_no_message_or_holds_an_integer_that_fits_no_float_is_refused(text: bytes) -> None:
    with pytest.raises(WireError):
        received(frame(text))


@pytest.mark.parametrize(
    "plain",
    [
        {}, {"list": []}, {"tuple": {}}, {"dict": []}, {"foreign": 1}, {"tuple": [], "dict": {}}, {"tuple": [{}]},
        {"dict": {"a": {"b": 1}}}, {"tensor": 0}, {"tensor": []}, {"tensor": {}}, {"tensor": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_value_in_no_known_form_is_refused(plain: Any) -> None:
    for inside in (plain, [plain], {"dict": {"a": plain}}):
        with pytest.raises(WireError, match="not a value"):
            received(frame(inside))


@pytest.mark.parametrize(
    "description",
    [
        ["float32"], ["float32", [1]], ["float32", [1], False, 1], {"dtype": "float32"},
        ["complex64", [1], False], ["torch.float32", [1], False], [None, [1], False], [["float32"], [1], False],
        ["float32", 1, False], ["float32", {"0": 1}, False], ["float32", [None], False], ["float32", [1.0], False],
        ["float32", ["1"], False], ["float32", [True], False], ["float32", [-1], False], ["float32", [-2, -2], False],
        ["float32", [2**31], False], ["float32", [10**30], False], ["float32", [1] * 9, False], ["float32", [1], 1],
        ["float32", [64_000_000] * 8, False], ["float32", [*[64_000_000] * 7, 0], False],
        ["float32", [1 << 40, 0], False], ["float32", [0, 1 << 40], False], ["float32", [1 << 16, 2, 0], False],
    ],
    ids=str,
)  # fmt: skip
def test_a_tensor_without_a_sound_description_is_refused(description: Any) -> None:
    """A list of an empty tensor has as many entries as its other lengths multiply to: without an end."""
    for payload in (bytes(4), b""):
        with pytest.raises(WireError):
            received(frame({"tensor": description}, payload))


@pytest.mark.parametrize("size", [0, 1, 11, 13, 24])
def test_too_few_or_too_many_bytes_for_the_tensors_are_refused(size: int) -> None:
    assert received(described("float32", [3], bytes(12))).tolist() == [0, 0, 0]
    with pytest.raises(WireError):
        received(described("float32", [3], bytes(size)))
    with pytest.raises(WireError, match="belong to no tensor"):
        received(frame(1, b"more"))


def test_a_truth_that_is_neither_true_nor_false_is_refused() -> None:
    assert received(described("bool", [2], b"\0\1")).tolist() == [False, True]
    with pytest.raises(WireError, match="not a value"):
        received(described("bool", [2], b"\0\2"))


def test_whole_numbers_that_claim_gradients_arrive_without() -> None:
    assert not received(described("int64", [1], bytes(8), requires_grad=True)).requires_grad


def test_a_foreign_name_is_cut_to_a_readable_length() -> None:
    got = received(frame({"foreign": "x" * 10_000}))
    assert len(got.type_name) <= 200


@pytest.mark.parametrize(
    ("text_bytes", "payload_bytes"),
    [(wire.MAX_REPLY_BYTES + 1, 0), (10, wire.MAX_REPLY_BYTES + 1), (2**32 - 1, 2**64 - 1)],
)
def test_a_frame_over_the_limits_is_refused_at_once(text_bytes: int, payload_bytes: int) -> None:
    began = time.monotonic()
    with pytest.raises(WireError, match="too large"):
        received(wire.LENGTHS.pack(text_bytes, payload_bytes))
    assert time.monotonic() - began < 1


def test_requests_of_the_trusted_side_have_no_limit() -> None:
    images = torch.zeros(wire.MAX_REPLY_BYTES + 1, dtype=torch.uint8)
    for value in ("x" * wire.MAX_REPLY_BYTES, images):
        request = b"".join(wire.encode(value))
        with pytest.raises(WireError, match="too large"):
            received(request)
        assert len(received(request, max_bytes=None)) == len(value)


def test_a_value_that_takes_more_bytes_than_may_be_is_not_sent() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for value in ("x" * 99, torch.zeros(100, dtype=torch.uint8)):
            with pytest.raises(TooLarge):
                wire.send(theirs, value, max_bytes=99)
        wire.send(theirs, "nothing came before", max_bytes=99)
        assert wire.receive(ours, time.monotonic() + SOON) == "nothing came before"
