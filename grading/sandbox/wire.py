"""Messages between the trusted process and a worker: a JSON text, then the bytes of its tensors in their order.

Two big-endian lengths go before them (4 bytes for the text, 8 for the tensors). Lists are JSON's; what JSON does not
know is an object with one key, which names its kind. Nothing is ever unpickled. The reading side trusts nothing: what
is too long is not read, memory is taken only for bytes that came, and whatever does not fit is a WireError.
"""

import ctypes
import io
import json
import math
import numbers
import socket
import struct
import sys
import time
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

import torch

LENGTHS = struct.Struct(">IQ")
MAX_REPLY_BYTES = 250_000
"""Of the text, and of the tensors. The parameters of a model, the largest a grade asks for, take 31,000."""
MAX_DEPTH = 12
MAX_DIMENSIONS = 8
MAX_EMPTY = 1 << 16
"""The product of an empty tensor's other lengths, which no bytes limit: as a list, (1 << 40, 0) has as many entries."""
MAX_DIGITS = 308
"""Longer integers do not cross: they fit no float, and Python refuses to write out those of thousands of digits."""
DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float32, torch.float64, torch.float16, torch.bfloat16,
        torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool,
    )
}  # fmt: skip
DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()}


class WireError(Exception):
    """A message that breaks the rules: too large, too deep, or none at all."""


class TooLarge(WireError):
    """A value that takes more bytes than a reply may."""


class Closed(Exception):
    """The other side has closed the connection."""


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that does not cross between processes; only the name of its type does."""

    type_name: str


@dataclass(frozen=True, eq=False)
class Encoded:
    """A value in its JSON form, with the bytes of its tensors: nothing of it is called when it is sent."""

    form: Any
    blocks: list[bytes]


def encoded(value: Any) -> Encoded:
    blocks: list[bytes] = []
    return Encoded(_plain(value, blocks), blocks)


def encode(value: Any) -> list[bytes]:
    """The message of a value, as pieces to be sent in order: lengths, text, and the bytes of each tensor."""
    blocks: list[bytes] = []
    text = json.dumps(_plain(value, blocks)).encode()
    return [LENGTHS.pack(len(text), sum(map(len, blocks))), text, *blocks]


def _plain(value: Any, blocks: list[bytes]) -> Any:
    """The JSON form of a value; the bytes of its tensors are appended to the blocks, in order of appearance."""
    if isinstance(value, Encoded):
        blocks.extend(value.blocks)
        return value.form
    if value is None or isinstance(value, bool | float | str):
        return value
    if isinstance(value, numbers.Integral):
        value = int(value)
        return value if abs(value) < 10**MAX_DIGITS else {"foreign": f"int of {value.bit_length()} bits"}
    if isinstance(value, numbers.Real):  # such as a number of NumPy's
        return float(value)
    if isinstance(value, list):
        return [_plain(item, blocks) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [_plain(item, blocks) for item in value]}
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {"dict": {key: _plain(item, blocks) for key, item in value.items()}}
    if isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.device.type != "cpu" or value.dtype not in DTYPE_NAMES:
            return {"foreign": f"{value.dtype} tensor, {value.layout}, on {value.device}"}
        dense = value.detach().resolve_conj().resolve_neg().contiguous()
        blocks.append(ctypes.string_at(dense.data_ptr(), dense.numel() * dense.element_size()))
        return {"tensor": [DTYPE_NAMES[value.dtype], list(value.shape), value.requires_grad]}
    return {"foreign": value.type_name if isinstance(value, Foreign) else type(value).__name__}


def decode(text: bytes, payload: bytes) -> Any:
    """The value of a message's text and tensor bytes; WireError if they do not make one."""
    blocks = io.BytesIO(payload)
    try:
        value = _value(json.loads(text, parse_int=_integer), blocks)
    except (ValueError, RecursionError) as error:
        raise WireError(_("a reply is not JSON")) from error
    if blocks.read(1):
        raise WireError(_("a reply carries bytes that belong to no tensor"))
    return value


def _integer(digits: str) -> int:
    if len(digits.removeprefix("-")) > MAX_DIGITS:
        raise WireError(_("a reply holds something that is not a value"))
    return int(digits)


def _value(plain: Any, blocks: io.BytesIO, depth: int = 0) -> Any:
    """The inverse of _plain; WireError on anything that _plain does not write."""
    if depth > MAX_DEPTH:
        raise WireError(_("a reply is nested too deeply"))
    if isinstance(plain, list):
        for index, item in enumerate(plain):  # in place: many new lists would wake the garbage collector
            plain[index] = _value(item, blocks, depth + 1)
        return plain
    if not isinstance(plain, dict):
        return plain
    match list(plain.items()):
        case [("tensor", [str(dtype), list(shape), bool(requires_grad)])] if dtype in DTYPES:
            return _tensor(DTYPES[dtype], shape, blocks).requires_grad_(requires_grad and "float" in dtype)
        case [("tuple", list(items))]:
            return tuple(_value(item, blocks, depth + 1) for item in items)
        case [("dict", dict(items))]:
            return {key: _value(item, blocks, depth + 1) for key, item in items.items()}
        case [("foreign", str(name))]:
            return Foreign(name[:200])
    raise WireError(_("a reply holds something that is not a value"))


def _tensor(dtype: torch.dtype, shape: list[Any], blocks: io.BytesIO) -> torch.Tensor:
    """The next tensor, in memory of its own: it is no view, since errors of torch name those otherwise."""
    lengths_fit = len(shape) <= MAX_DIMENSIONS and all(type(length) is int and length >= 0 for length in shape)
    if not lengths_fit or (0 in shape and math.prod(filter(None, shape)) > MAX_EMPTY):
        raise WireError(_("a tensor's description is not one"))
    size = math.prod(shape) * dtype.itemsize
    data = blocks.read(min(size, sys.maxsize))
    if len(data) < size:
        raise WireError(_("a tensor is larger than the bytes that came with it"))
    if dtype is torch.bool and data.strip(b"\0\1"):
        raise WireError(_("a reply holds something that is not a value"))
    tensor = torch.empty(shape, dtype=dtype, device="cpu")  # a submission may have set another default
    ctypes.memmove(tensor.data_ptr(), data, size)
    return tensor


def send(connection: socket.socket, value: Any, deadline: float | None = None, max_bytes: int | None = None) -> None:
    """Send a value as one message.

    TimeoutError after the deadline (time.monotonic), Closed if nobody reads, TooLarge before anything is sent
    if the text or the tensors take more than max_bytes; None is no limit.
    """
    pieces = encode(value)
    if max_bytes is not None and max(LENGTHS.unpack(pieces[0])) > max_bytes:
        raise TooLarge(_("what came back is too large"))
    for piece in pieces:
        connection.settimeout(_remaining(deadline))
        try:
            connection.sendall(piece)
        except ConnectionError as error:
            raise Closed from error


def receive(connection: socket.socket, deadline: float | None = None, max_bytes: int | None = MAX_REPLY_BYTES) -> Any:
    """Read one message and return its value.

    TimeoutError after the deadline (time.monotonic), Closed at the end of the stream, WireError on a message
    that breaks the rules. max_bytes limits the text and the tensors; None, for requests of the trusted side, does not.
    """
    sizes = LENGTHS.unpack(_read(connection, LENGTHS.size, deadline))
    if max_bytes is not None and max(sizes) > max_bytes:
        raise WireError(_("a reply is too large"))
    return decode(*(bytes(_read(connection, size, deadline)) for size in sizes))


def _read(connection: socket.socket, size: int, deadline: float | None) -> bytearray:
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size:
        connection.settimeout(_remaining(deadline))
        try:
            count = connection.recv_into(view[done:])
        except ConnectionError as error:
            raise Closed from error
        if count == 0:
            raise Closed
        done += count
    return data


def _remaining(deadline: float | None) -> float | None:
    remaining = None if deadline is None else deadline - time.monotonic()
    if remaining is not None and remaining <= 0:
        raise TimeoutError
    return remaining
