"""The wire turns away every frame that breaks its rules, and breaks down over none."""

import json
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grading.sandbox import wire
from grading.sandbox.wire import DTYPES, Closed, TooLarge, WireError
from tests.kit.sandbox.frames import SOON, anything, described, frame, quickly, received, round_trip, scalars, values


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
        b"", b"{", b"nonsense", b"\xff\xfe\x00", b"\x00" * 8, b"1 2", b"[" * 400_000, b'{"a":' * 100_000,
        b"1" + b"0" * 5000, b"[" * 300 + b"]" * 300, b'{"tuple": [' * 300 + b"]}" * 300,
    ],
    ids=lambda text: ascii(text[:30]),
)  # fmt: skip
def test_a_text_that_is_not_a_message_is_refused(text: bytes) -> None:
    with pytest.raises(WireError):
        received(frame(text))


@pytest.mark.parametrize(
    "plain",
    [
        {}, {"list": []}, {"tuple": {}}, {"tuple": 1}, {"dict": []}, {"foreign": 1}, {"foreign": None}, {"unknown": []},
        {"tuple": [], "dict": {}}, {"tuple": [{}]}, {"dict": {"a": {"b": 1}}},
        {"tensor": 0}, {"tensor": []}, {"tensor": {}}, {"tensor": None}, {"tensor": "int8"},
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
        ["float32"], ["float32", [1]], ["float32", [1], False, 1], {"dtype": "float32"}, None,
        ["complex64", [1], False], ["object", [1], False], ["torch.float32", [1], False], ["", [1], False],
        [None, [1], False], [["float32"], [1], False],
        ["float32", 1, False], ["float32", "1", False], ["float32", {"0": 1}, False],
        ["float32", None, False], ["float32", [None], False],
        ["float32", [1.0], False], ["float32", ["1"], False], ["float32", [True], False],
        ["float32", [-1], False], ["float32", [2, -2], False], ["float32", [-2, -2], False],
        ["float32", [2**31], False], ["float32", [2**63], False], ["float32", [10**30], False],
        ["float32", [1] * 9, False], ["float32", [1], 1], ["float32", [1], None], ["float32", [1], "yes"],
    ],
    ids=str,
)  # fmt: skip
def test_a_tensor_without_a_sound_description_is_refused(description: Any) -> None:
    with pytest.raises(WireError):
        received(frame({"tensor": description}, bytes(4)))


@pytest.mark.parametrize(
    "shape", [[64_000_000] * 2, [64_000_000] * 8, [0, *[64_000_000] * 3], [*[64_000_000] * 7, 0]], ids=str
)
def test_a_shape_whose_sizes_multiply_to_too_much_is_refused(shape: list[int]) -> None:
    with pytest.raises(WireError):
        received(described("float32", shape))


@pytest.mark.parametrize("size", [0, 1, 11, 13, 24])
def test_too_few_or_too_many_bytes_for_the_tensors_are_refused(size: int) -> None:
    assert received(described("float32", [3], bytes(12))).tolist() == [0, 0, 0]
    with pytest.raises(WireError):
        received(described("float32", [3], bytes(size)))


def test_bytes_that_belong_to_no_tensor_are_refused() -> None:
    with pytest.raises(WireError):
        received(frame(1, b"more"))


def test_tensors_take_their_bytes_in_order_of_appearance() -> None:
    byte = {"tensor": ["uint8", [], False]}
    first, (second,), third = received(frame([byte, {"tuple": [byte]}, {"dict": {"a": byte}}], b"xyz"))
    assert bytes([first, second, third["a"]]) == b"xyz"


@pytest.mark.parametrize("shape", [[1 << 40, 0], [0, 1 << 40], [1 << 20, 1 << 20, 0], [1 << 16, 2, 0]], ids=str)
def test_an_empty_tensor_whose_list_would_be_endless_is_refused(shape: list[int]) -> None:
    with pytest.raises(WireError):
        received(described("float32", shape))


def test_a_truth_that_is_neither_true_nor_false_is_refused() -> None:
    assert received(described("bool", [2], b"\0\1")).tolist() == [False, True]
    with pytest.raises(WireError, match="not a value"):
        received(described("bool", [2], b"\0\2"))


@pytest.mark.parametrize("digits", ["1" + "0" * 308, "-1" + "0" * 308, "9" * 5000], ids=len)
def test_an_integer_that_fits_no_float_is_refused(digits: str) -> None:
    with pytest.raises(WireError, match="not a value"):
        received(frame(digits.encode()))


def test_whole_numbers_that_claim_gradients_arrive_without() -> None:
    assert not received(described("int64", [1], bytes(8), requires_grad=True)).requires_grad


def test_a_foreign_name_is_cut_to_a_readable_length() -> None:
    got = received(frame({"foreign": "x" * 10_000}))
    assert len(got.type_name) <= 200


@pytest.mark.parametrize(
    ("text_bytes", "payload_bytes"),
    [
        (wire.MAX_REPLY_BYTES + 1, 0),
        (2**32 - 1, 0),
        (10, wire.MAX_REPLY_BYTES + 1),
        (10, 2**64 - 1),
        (2**32 - 1, 2**64 - 1),
    ],
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


# Anything else that a hostile worker may write


def survives(read: Callable[[], Any]) -> None:
    """Reading gives a value or one of the three exceptions that the trusted side expects."""
    with suppress(WireError, Closed, TimeoutError):
        read()


@quickly
@given(values, st.data())
def test_a_damaged_frame_is_a_value_or_an_expected_error(value: Any, data: st.DataObject) -> None:
    damaged = bytearray(b"".join(wire.encode(value)))
    for _ in range(data.draw(st.integers(1, 4))):
        if damaged:
            damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(damaged))] * 2)))
    damaged[start:end] = data.draw(st.binary(max_size=8) | st.just(bytes(damaged[start:end])))
    survives(lambda: received(bytes(damaged), max_bytes=100_000))


@quickly
@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_an_expected_error(data: bytes) -> None:
    survives(lambda: received(data, max_bytes=100_000))


sizes = st.integers(0, 4) | st.integers(-(2**65), 2**65) | st.sampled_from([2**31, 63_999_999, 64_000_000])
dtypes = st.sampled_from([*DTYPES, "complex64"])
descriptions = st.tuples(dtypes, st.lists(sizes, max_size=9), st.booleans()) | anything
marks = st.sampled_from(["tuple", "dict", "foreign", "tensor", "list"])
plains = st.recursive(
    scalars | st.builds(lambda description: {"tensor": description}, descriptions),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(marks, st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner) | inner)
    ),
    max_leaves=6,
)


@quickly
@given(plains, st.binary(max_size=64))
def test_a_forged_message_is_a_value_or_an_expected_error(plain: Any, payload: bytes) -> None:
    survives(lambda: wire.decode(json.dumps(plain).encode(), payload))
