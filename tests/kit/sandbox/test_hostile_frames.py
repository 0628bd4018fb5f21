"""The wire turns away every frame that breaks its rules, and breaks down over none."""

import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.sandbox import wire
from grading.sandbox.wire import DTYPES, Closed, WireError
from tests.kit.sandbox.frames import anything, described, frame, quickly, received, round_trip, scalars, values


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
    "header",
    [
        b"", b"{", b"nonsense", b"\xff\xfe\x00", b"\x00" * 8, b"null", b"[]", b"3", b"{}",
        b'{"value": 1}', b'{"tensors": []}', b'{"value": 1, "tensors": [], "more": 1}',
        b'{"value": 1, "tensors": {}}', b'{"value": 1, "tensors": 1}', b'{"value": 1, "tensors": [1]}',
        b'{"value": 1' + b"0" * 5000 + b', "tensors": []}',
        b"[" * 400_000, b'{"a":' * 100_000,
        b'{"tensors": [], "value": ' + b'{"list": [' * 300 + b"]}" * 300 + b"}",
    ],
    ids=lambda header: ascii(header[:30]),
)  # fmt: skip
def test_a_header_that_is_not_a_message_is_refused(header: bytes) -> None:
    with pytest.raises(WireError):
        received(frame(header))


@pytest.mark.parametrize(
    "plain",
    [
        [1], {}, {"list": 1}, {"tuple": {}}, {"dict": []}, {"foreign": 1}, {"unknown": []},
        {"list": [], "tuple": []}, {"list": [[1]]}, {"dict": {"a": [1]}},
        {"tensor": 0}, {"tensor": -1}, {"tensor": 10**30}, {"tensor": True}, {"tensor": "0"}, {"tensor": 0.0},
        {"tensor": None}, {"tensor": [0]},
    ],
    ids=str,
)  # fmt: skip
def test_a_value_in_no_known_form_is_refused(plain: Any) -> None:
    with pytest.raises(WireError, match="not a value"):
        received(frame({"value": plain, "tensors": []}))


@pytest.mark.parametrize("index", [1, 2, -1, -2, 2**64])
def test_an_index_to_a_tensor_that_did_not_come_is_refused(index: int) -> None:
    with pytest.raises(WireError):
        received(frame({"value": {"tensor": index}, "tensors": [["uint8", [1], False]]}, b"x"))


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
        received(frame({"value": {"tensor": 0}, "tensors": [description]}, bytes(4)))


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
        received(frame({"value": 1, "tensors": []}, b"more"))


@pytest.mark.parametrize(
    "plain",
    ["0", '{"list": [{"tensor": 0}]}', '{"list": [{"tensor": 0}, {"tensor": 0}, {"tensor": 1}]}'],
    ids=["none", "one of two", "one of them twice"],
)
def test_every_tensor_belongs_to_one_value(plain: str) -> None:
    header = f'{{"value": {plain}, "tensors": [["uint8", [1], false], ["uint8", [1], false]]}}'
    with pytest.raises(WireError, match=r"a tensor that belongs to no value|not a value"):
        received(frame(header.encode(), b"xy"))


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
        received(frame(f'{{"value": {digits}, "tensors": []}}'.encode()))


def test_whole_numbers_that_claim_gradients_arrive_without() -> None:
    assert not received(described("int64", [1], bytes(8), requires_grad=True)).requires_grad


def test_a_foreign_name_is_cut_to_a_readable_length() -> None:
    got = received(frame({"value": {"foreign": "x" * 10_000}, "tensors": []}))
    assert len(got.type_name) <= 200


@pytest.mark.parametrize(
    ("header_bytes", "payload_bytes"),
    [
        (wire.MAX_HEADER_BYTES + 1, 0),
        (2**32 - 1, 0),
        (10, wire.MAX_REPLY_BYTES + 1),
        (10, 2**64 - 1),
        (2**32 - 1, 2**64 - 1),
    ],
)
def test_a_frame_over_the_limits_is_refused_at_once(header_bytes: int, payload_bytes: int) -> None:
    began = time.monotonic()
    with pytest.raises(WireError, match="too large"):
        received(wire.LENGTHS.pack(header_bytes, payload_bytes))
    assert time.monotonic() - began < 1


def test_requests_of_the_trusted_side_have_no_limit() -> None:
    request = frame({"value": "x" * (wire.MAX_HEADER_BYTES + 1), "tensors": []})
    with pytest.raises(WireError):
        received(request)
    assert len(received(request, max_bytes=None)) == wire.MAX_HEADER_BYTES + 1


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
plains = st.recursive(
    scalars | st.builds(lambda index: {"tensor": index}, st.integers(-1, 3)),
    lambda inner: st.dictionaries(
        st.sampled_from(["list", "tuple", "dict", "foreign", "tensor"]),
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2) | inner,
        max_size=2,
    ),
    max_leaves=6,
)


@quickly
@given(plains, st.lists(descriptions, max_size=3) | anything, st.binary(max_size=64))
def test_a_forged_message_is_a_value_or_an_expected_error(value: Any, shapes: Any, payload: bytes) -> None:
    header = json.dumps({"value": value, "tensors": shapes}).encode()
    survives(lambda: wire.decode(header, bytearray(payload)))
