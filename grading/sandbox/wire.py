"""Messages between the trusted process and a worker: a JSON header, then the raw bytes of its tensors.

A frame is two big-endian lengths (4 bytes for the header, 8 for the tensors), the header, the tensors one
after the other. Nothing is ever unpickled. The reading side trusts nothing: sizes, depths, dtypes and
shapes are checked before memory is taken, and whatever does not fit is a WireError.
"""

import ctypes
import json
import math
import socket
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

import torch

LENGTHS = struct.Struct(">IQ")
MAX_HEADER_BYTES = 1_000_000
MAX_REPLY_BYTES = 64_000_000
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
    """A frame that breaks the rules: too large, too deep, or not a message at all."""


class TooLarge(WireError):
    """A value that takes more bytes than a reply may."""


class Closed(Exception):
    """The other side has closed the connection."""


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that does not cross between processes; only the name of its type does."""

    type_name: str


def _plain(value: Any, tensors: list[torch.Tensor]) -> Any:
    """The JSON form of a value; its tensors are appended to the list, in order of appearance."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return int(value) if abs(value) < 10**MAX_DIGITS else {"foreign": f"int of {value.bit_length()} bits"}
    if isinstance(value, float):
        return float(value)
    if isinstance(value, torch.Tensor):
        if value.layout != torch.strided or value.device.type != "cpu" or value.dtype not in DTYPE_NAMES:
            return {"foreign": f"{value.dtype} tensor, {value.layout}, on {value.device}"}
        tensors.append(value)
        return {"tensor": len(tensors) - 1}
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        return {kind: [_plain(item, tensors) for item in value]}
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {"dict": {key: _plain(item, tensors) for key, item in value.items()}}
    if isinstance(value, Foreign):
        return {"foreign": value.type_name}
    return {"foreign": type(value).__name__}


def _value(plain: Any, tensors: dict[int, torch.Tensor], depth: int = 0) -> Any:
    """The inverse of _plain, which takes each tensor once; WireError on anything that _plain does not write."""
    if depth > MAX_DEPTH:
        raise WireError(_("a reply is nested too deeply"))
    if plain is None or isinstance(plain, bool | int | float | str):
        return plain
    if isinstance(plain, dict) and len(plain) == 1:
        [(kind, content)] = plain.items()
        if kind == "tensor" and type(content) is int and content in tensors:
            return tensors.pop(content)
        if kind in ("list", "tuple") and isinstance(content, list):
            items = [_value(item, tensors, depth + 1) for item in content]
            return items if kind == "list" else tuple(items)
        if kind == "dict" and isinstance(content, dict):
            return {key: _value(item, tensors, depth + 1) for key, item in content.items()}
        if kind == "foreign" and isinstance(content, str):
            return Foreign(content[:200])
    raise WireError(_("a reply holds something that is not a value"))


def encode(value: Any) -> list[bytes]:
    """The frame of a value, as pieces to be sent in order."""
    tensors: list[torch.Tensor] = []
    plain = _plain(value, tensors)
    shapes = [[DTYPE_NAMES[t.dtype], list(t.shape), bool(t.requires_grad)] for t in tensors]
    header = json.dumps({"value": plain, "tensors": shapes}).encode()
    blocks = [_tensor_bytes(tensor) for tensor in tensors]
    return [LENGTHS.pack(len(header), sum(map(len, blocks))), header, *blocks]


def _tensor_bytes(tensor: torch.Tensor) -> bytes:
    dense = tensor.detach().resolve_conj().resolve_neg().contiguous()
    return ctypes.string_at(dense.data_ptr(), dense.numel() * dense.element_size())


def decode(header: bytes, payload: bytearray) -> Any:
    """The value of a frame's header and tensor bytes; WireError if they do not make one."""
    try:
        message = json.loads(header, parse_int=_integer)
    except (ValueError, RecursionError) as error:
        raise WireError(_("a reply is not JSON")) from error
    if not isinstance(message, dict) or set(message) != {"value", "tensors"}:
        raise WireError(_("a reply is not a message"))
    tensors = dict(enumerate(_tensors(message["tensors"], payload)))
    value = _value(message["value"], tensors)
    if tensors:
        raise WireError(_("a reply carries a tensor that belongs to no value"))
    return value


def _integer(digits: str) -> int:
    if len(digits.removeprefix("-")) > MAX_DIGITS:
        raise WireError(_("a reply holds something that is not a value"))
    return int(digits)


def _tensors(shapes: Any, payload: bytearray) -> Iterator[torch.Tensor]:
    if not isinstance(shapes, list):
        raise WireError(_("a reply does not describe its tensors"))
    start = 0
    for described in shapes:
        dtype, shape, requires_grad = _described(described)
        size = math.prod(shape) * dtype.itemsize
        if size > len(payload) - start:
            raise WireError(_("a tensor is larger than the bytes that came with it"))
        if size:
            block = torch.frombuffer(payload, dtype=torch.uint8, count=size, offset=start)
            if dtype is torch.bool and block.max() > 1:
                raise WireError(_("a reply holds something that is not a value"))
            tensor = block.clone().view(dtype).view(shape)
        else:
            tensor = torch.empty(shape, dtype=dtype)
        start += size
        yield tensor.requires_grad_() if requires_grad and dtype.is_floating_point else tensor
    if start != len(payload):
        raise WireError(_("a reply carries bytes that belong to no tensor"))


def _described(described: Any) -> tuple[torch.dtype, list[int], bool]:
    match described:
        case [str(dtype), list(shape), bool(requires_grad)] if dtype in DTYPES and len(shape) <= MAX_DIMENSIONS:
            lengths_fit = all(type(length) is int and length >= 0 for length in shape)
            if lengths_fit and (math.prod(shape) or math.prod(filter(None, shape)) <= MAX_EMPTY):
                return DTYPES[dtype], shape, requires_grad
    raise WireError(_("a tensor's description is not one"))


def send(connection: socket.socket, value: Any, deadline: float | None = None, max_bytes: int | None = None) -> None:
    """Send a value as one frame.

    TimeoutError after the deadline (time.monotonic), Closed if nobody reads, TooLarge before anything is sent
    if the tensors take more than max_bytes or the rest more than a receiver would read; None is no limit.
    """
    pieces = encode(value)
    if max_bytes is not None and (len(pieces[1]) > MAX_HEADER_BYTES or sum(map(len, pieces[2:])) > max_bytes):
        raise TooLarge(_("what came back is too large"))
    for piece in pieces:
        connection.settimeout(_remaining(deadline))
        try:
            connection.sendall(piece)
        except (BrokenPipeError, ConnectionError) as error:
            raise Closed from error


def receive(connection: socket.socket, deadline: float | None = None, max_bytes: int | None = MAX_REPLY_BYTES) -> Any:
    """Read one frame and return its value.

    TimeoutError after the deadline (time.monotonic), Closed at the end of the stream, WireError on a frame
    that breaks the rules. max_bytes limits the tensors; None, for requests of the trusted side, does not.
    """
    header_bytes, payload_bytes = LENGTHS.unpack(_read(connection, LENGTHS.size, deadline))
    if max_bytes is not None and (header_bytes > MAX_HEADER_BYTES or payload_bytes > max_bytes):
        raise WireError(_("a reply is too large"))
    header = _read(connection, header_bytes, deadline)
    return decode(bytes(header), _read(connection, payload_bytes, deadline))


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
    if deadline is None:
        return None
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    return remaining
