"""The wire carries plain values whole, and waits no longer than it is told."""

import math
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import torch

from grading.sandbox import wire
from grading.sandbox.wire import DTYPES, Closed, Foreign
from tests.kit.sandbox.frames import SOON, round_trip

Connections = tuple[socket.socket, socket.socket]


@pytest.fixture
def connections() -> Iterator[Connections]:
    """Two ends of one connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


# What crosses


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -1, 2**63, 10**40, 10**308 - 1, 1 - 10**308,
        1, 1.0, -0.0, 0.1, 5e-324, math.inf, -math.inf, math.nan,
        "", "softmax", "交叉熵 \U0001f455", "\x00\x1b[2J\n", "\ud800", Foreign("set"),
        [], (), {}, [None, [1, (2.0, "three")]], {"a": [1], "b": {"c": ()}},
        {"": 0}, {"tensor": ["int8", [0], False]}, {"foreign": "set"}, {"tuple": [1]}, {"dict": {}},
    ],
    ids=ascii,
)  # fmt: skip
def test_plain_values_cross_unchanged(value: Any) -> None:
    assert repr(round_trip(value)) == repr(value), "1.0 is not 1, nor -0.0 0.0, but NaN is NaN"


TENSORS = {
    **{name: torch.tensor([[0, 1, 2], [3, 4, 100]]).to(dtype) for name, dtype in DTYPES.items()},
    **{
        f"{name} without a number": torch.tensor([math.nan, math.inf, -math.inf, -0.0], dtype=dtype)
        for name, dtype in DTYPES.items()
        if dtype.is_floating_point
    },
    "0-dim": torch.tensor(3.5),
    "empty": torch.empty(0),
    "no rows": torch.empty(0, 3, dtype=torch.int64),
    "no columns": torch.empty(2, 0),
    "transposed": torch.arange(6.0).reshape(2, 3).T,
    "strided": torch.arange(10)[::3],
    "slice": torch.arange(12).reshape(3, 4)[:, 1:3],
    "expanded": torch.tensor([[1.0], [2.0]]).expand(2, 4),
    "8-dim": torch.ones([1] * wire.MAX_DIMENSIONS),
}


@pytest.mark.parametrize("name", TENSORS)
def test_tensors_of_every_dtype_and_layout_cross_bit_by_bit(name: str) -> None:
    sent, got = TENSORS[name], round_trip(TENSORS[name])
    assert (got.dtype, got.shape, got.requires_grad) == (sent.dtype, sent.shape, False)
    assert torch.equal(got.view(torch.uint8), sent.contiguous().view(torch.uint8)) if sent.dim() else got == sent


def test_a_tensor_that_requires_gradients_arrives_as_a_leaf_that_does() -> None:
    weights = torch.ones(2, requires_grad=True)
    for sent in (weights, weights * 2, torch.nn.Parameter(torch.zeros(2))):
        got = round_trip(sent)
        assert got.requires_grad
        assert got.is_leaf
        assert torch.equal(got, sent)
    assert not round_trip(weights.detach()).requires_grad


def test_a_received_tensor_has_its_own_memory_in_its_own_place() -> None:
    byte, first, second = round_trip([torch.ones(1, dtype=torch.uint8), torch.zeros(3), torch.zeros(3)])
    assert first.data_ptr() % first.itemsize == 0
    assert not first._is_view(), "torch words some errors otherwise for a view"
    assert first.untyped_storage().nbytes() == 12
    first += 1
    assert torch.equal(second, torch.zeros(3))
    assert byte.item() == 1


@pytest.mark.parametrize("tensor", [torch.ones(2), torch.empty(0)], ids=["filled", "empty"])
def test_a_default_device_that_a_submission_chose_does_not_move_what_arrives(tensor: torch.Tensor) -> None:
    with torch.device("meta"):
        assert torch.equal(round_trip(tensor), tensor)


def test_tensors_cross_inside_containers_each_in_its_place() -> None:
    tensor = torch.arange(3)
    value = {"value": (tensor, 1.5), "args": [tensor, torch.ones(2, requires_grad=True)]}
    assert repr(round_trip(value)) == repr(value)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({1, 2}, "set"),
        (10**308, "int of 1024 bits"),
        (-(10**9_999), "int of 33216 bits"),
        (len, "builtin_function_or_method"),
        ({1: "a key that is no string"}, "dict"),
        (torch.zeros(2, dtype=torch.complex64), "torch.complex64 tensor, torch.strided, on cpu"),
        (torch.eye(2).to_sparse(), "torch.float32 tensor, torch.sparse_coo, on cpu"),
        (torch.zeros(2, device="meta"), "torch.float32 tensor, torch.strided, on meta"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_of_a_foreign_value_only_the_name_of_its_type_crosses(value: Any, name: str) -> None:
    assert round_trip([value]) == [Foreign(name)]


def test_subclasses_arrive_as_the_plain_types() -> None:
    class Count(int):
        pass

    class Ratio(float):
        pass

    class Word(str):
        __slots__ = ()

    got = round_trip((Count(3), Ratio(0.5), Word("w"), torch.return_types.max((torch.ones(1), torch.zeros(1)))))
    assert got == (3, 0.5, "w", (torch.ones(1), torch.zeros(1)))
    assert [type(value) for value in got] == [int, float, str, tuple]


def test_frames_follow_each_other_on_one_connection_also_when_they_are_larger_than_its_buffer(
    connections: Connections,
) -> None:
    ours, theirs = connections
    values = [1, torch.arange(31_000), {"number": 3}]

    def send() -> None:
        for value in values:
            wire.send(theirs, value)

    sender = threading.Thread(target=send)
    sender.start()
    got = [wire.receive(ours, time.monotonic() + SOON) for _ in values]
    sender.join()
    assert repr(got) == repr(values)


# A connection that ends or stays silent: see also test_replies.py


def test_a_deadline_holds_for_sending_to_a_side_that_does_not_read_and_for_both_when_it_is_past(
    connections: Connections,
) -> None:
    ours, _ = connections
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        wire.receive(ours, began - 1)
    with pytest.raises(TimeoutError):
        wire.send(ours, 1, began - 1)
    with pytest.raises(TimeoutError):
        wire.send(ours, torch.zeros(1_000_000), began + 0.1)
    assert time.monotonic() - began < 1


def test_sending_to_a_side_that_hung_up_is_closed(connections: Connections) -> None:
    ours, theirs = connections
    theirs.close()
    with pytest.raises(Closed):
        wire.send(ours, torch.zeros(1_000_000))
