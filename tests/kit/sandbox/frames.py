"""Frames of the wire for the kit's tests: good ones, forged ones, and values to fill them with."""

import json
import math
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import torch
from hypothesis import settings
from hypothesis import strategies as st

from grading.sandbox import wire
from grading.sandbox.wire import DTYPES

SOON = 5.0
quickly = settings(max_examples=250, deadline=None, derandomize=True, database=None)


def round_trip(value: Any) -> Any:
    lengths, text, *blocks = wire.encode(value)
    payload = b"".join(blocks)
    assert wire.LENGTHS.unpack(lengths) == (len(text), len(payload))
    return wire.decode(text, payload)


def same(left: Any, right: Any) -> bool:
    """Equal in type and content, where NaN equals NaN and -0.0 is not 0.0."""
    if type(left) is not type(right):
        return False
    if isinstance(left, torch.Tensor):
        about = [(tensor.dtype, tensor.shape, tensor.requires_grad) for tensor in (left, right)]
        return about[0] == about[1] and raw(left) == raw(right)
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    return repr(left) == repr(right)


def raw(tensor: torch.Tensor) -> list[Any]:
    """The numbers of a tensor as their bits, so that NaN can be compared."""
    flat = tensor.detach().flatten()
    return flat.contiguous().view(torch.uint8).tolist() if flat.numel() else []


def frame(message: Any, payload: bytes = b"") -> bytes:
    text = message if isinstance(message, bytes) else json.dumps(message).encode()
    return wire.LENGTHS.pack(len(text), len(payload)) + text + payload


def described(dtype: Any, shape: Any, payload: bytes = b"", requires_grad: Any = False) -> bytes:
    """A frame that holds one tensor, described like this."""
    return frame({"tensor": [dtype, shape, requires_grad]}, payload)


def received(data: bytes, **limits: Any) -> Any:
    """What comes out when these bytes come in and the connection closes."""
    ours, theirs = socket.socketpair()

    def send() -> None:
        with theirs, suppress(OSError):  # the reader may have seen enough and hung up
            theirs.sendall(data)

    sender = threading.Thread(target=send)
    with ours:
        sender.start()
        try:
            return wire.receive(ours, time.monotonic() + SOON, **limits)
        finally:
            ours.close()
            sender.join()


@dataclass
class _Delivered:
    """A connection that holds all its bytes already, and is closed behind them."""

    data: bytes
    at: int = 0

    def settimeout(self, seconds: float | None) -> None:
        pass

    def recv_into(self, view: memoryview) -> int:
        count = min(len(view), len(self.data) - self.at)
        view[:count] = self.data[self.at : self.at + count]
        self.at += count
        return count


def delivered(data: bytes) -> Any:
    """The same without a socket, a hundred times as fast."""
    return wire.receive(_Delivered(data), time.monotonic() + SOON)  # type: ignore[arg-type]  # all that it uses


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10)


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    dtype = draw(st.sampled_from(list(DTYPES.values())))
    shape = draw(st.lists(st.integers(0, 3), max_size=4))
    size = math.prod(shape) * dtype.itemsize
    data = bytearray(draw(st.binary(min_size=size, max_size=size)))
    if dtype == torch.bool:
        data = bytearray(byte % 2 for byte in data)
    tensor = torch.frombuffer(data, dtype=dtype).reshape(shape) if size else torch.empty(shape, dtype=dtype)
    return tensor.requires_grad_(dtype.is_floating_point and draw(st.booleans()))


values = st.recursive(
    scalars | tensors(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
