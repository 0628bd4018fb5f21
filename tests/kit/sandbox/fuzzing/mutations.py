"""What a hostile worker may do to a frame: change its bytes, or the tree of its header."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

from hypothesis import strategies as st

from grading.sandbox import wire
from tests.kit.sandbox.frames import frame

HEAD = wire.LENGTHS.size
HERE = "\0here"


@dataclass(frozen=True)
class Mutation:
    """A change of a frame, somewhere in it: `at` counts bytes or nodes, and goes round where they end."""

    at: int

    def __call__(self, data: bytes) -> bytes:
        raise NotImplementedError

    def moved(self, by: int) -> "Mutation":
        """The same change somewhere else."""
        return replace(self, at=self.at + by)


@dataclass(frozen=True)
class Edit(Mutation):
    """Some bytes are written so many times (0 deletes them), others before them; the lengths follow in a part."""

    part: str
    count: int
    times: int
    new: bytes

    def __call__(self, data: bytes) -> bytes:
        if self.part == "frame":
            return self._edited(data)
        header, payload = parts(data)
        if self.part == "header":
            return frame(self._edited(header), payload)
        return frame(header, self._edited(payload))

    def _edited(self, data: bytes) -> bytes:
        at = self.at % (len(data) + 1)
        end = at + self.count
        return data[:at] + self.new + data[at:end] * self.times + data[end:]


@dataclass(frozen=True)
class Splice(Mutation):
    """Goes on as another frame does."""

    other: bytes
    other_at: int

    def __call__(self, data: bytes) -> bytes:
        return data[: self.at % (len(data) + 1)] + self.other[self.other_at % len(self.other) :]


@dataclass(frozen=True)
class Claim(Mutation):
    """Other lengths at the head of the frame: `at` for the header."""

    payload: int

    def __call__(self, data: bytes) -> bytes:
        return wire.LENGTHS.pack(self.at % 2**32, self.payload) + data[HEAD:]


@dataclass(frozen=True)
class Put(Mutation):
    """Another JSON text in the place of a node of the header."""

    text: str

    def __call__(self, data: bytes) -> bytes:
        return changed_node(data, self.at, lambda node: self.text)


@dataclass(frozen=True)
class Nest(Mutation):
    """A node of the header, deep inside containers."""

    kind: str
    depth: int

    def __call__(self, data: bytes) -> bytes:
        before, after = ('{"dict":{"a":', "}}") if self.kind == "dict" else (f'{{"{self.kind}":[', "]}")
        return changed_node(data, self.at, lambda node: before * self.depth + node + after * self.depth)


@dataclass(frozen=True)
class Many(Mutation):
    """A node of the header many times over, in a list or under one and the same key."""

    kind: str
    times: int

    def __call__(self, data: bytes) -> bytes:
        return changed_node(data, self.at, self._many)

    def _many(self, node: str) -> str:
        if self.kind == "dict":
            return '{"dict":{' + ",".join([f'"a":{node}'] * self.times) + "}}"
        inside = "[" + ",".join([node] * self.times) + "]"
        return inside if self.kind == "bare" else f'{{"{self.kind}":{inside}}}'


def parts(data: bytes) -> tuple[bytes, bytes]:
    """Header and tensor bytes, as far as the frame says where they are."""
    header_bytes = wire.LENGTHS.unpack(data[:HEAD])[0] if len(data) >= HEAD else 0
    return data[HEAD : HEAD + header_bytes], data[HEAD + header_bytes :]


def changed_node(data: bytes, at: int, change: Callable[[str], str]) -> bytes:
    """The frame with the text of one node of its header changed; as it is, if its header is not JSON."""
    header, payload = parts(data)
    try:
        before, node, after = around(header, at % node_count(header))
    except (ValueError, RecursionError):
        return data
    return frame(f"{before}{change(node)}{after}".encode("utf-8", "surrogatepass"), payload)


@lru_cache(500)
def node_count(header: bytes) -> int:
    return len(list(nodes([json.loads(header)])))


@lru_cache(5_000)
def around(header: bytes, number: int) -> tuple[str, str, str]:
    """The text before a node of the header, that of the node, and the text behind it."""
    tree = [json.loads(header)]
    container, key = next(islice(nodes(tree), number, None))
    node, container[key] = json.dumps(container[key]), HERE
    before, _, after = json.dumps(tree[0]).partition(json.dumps(HERE))
    return before, node, after


def nodes(tree: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Where each node of a tree stands, as its container and its key there."""
    waiting: list[Any] = [tree]
    for container in waiting:
        for key in container if isinstance(container, dict) else range(len(container)):
            yield container, key
            if isinstance(container[key], dict | list):
                waiting.append(container[key])


HOSTILE_JSON = [
    "null", "true", "false", "0", "-0", "1", "-1", "2", "0.5", "-2.5", "NaN", "Infinity", "-Infinity", "1e999",
    "1e-999", str(2**31), str(2**53 + 1), str(2**63), str(-(2**63) - 1), "1" * 308, "-" + "9" * 308, "1" * 309,
    "1" * 5000, "-" + "1" * 5000, "0." + "1" * 5000, "1e" + "9" * 400,
    '""', r'"\ud800"', r'"\udc00\ud800"', r'"\u0000\u001b[2J"', '"' + "x" * 5000 + '"', '"callable"',
    "[]", "{}", "[[]]", "[{}]", '{"":0}', '{"a":1,"a":2}', "[" * 99 + "]" * 99, '{"a":' * 99 + "1" + "}" * 99,
    '{"list":[],"list":[0]}', '{"list":{}}', '{"dict":[]}', '{"tuple":[{"list":[]}]}', '{"dict":{"":{"dict":{}}}}',
    '{"foreign":"set"}', '{"foreign":1}', r'{"foreign":"\ud800\u001b"}',
    '{"tensor":0}', '{"tensor":1}', '{"tensor":-1}', '{"tensor":true}', '{"tensor":0.0}', '{"tensor":1e0}',
    '{"tensor":"0"}', '{"tensor":' + "9" * 300 + "}", '{"tensor":null}',
    '["float32",[],true]', '["bool",[0],false]', '["int64",[0],true]', '["complex64",[0],false]',
    '["float32",[-1],false]', '["float32",[2,3],true]', '["float64",[3,1,1],false]', '["bool",[24],false]',
    '["uint8",[65536,0],false]', '["uint8",[65537,0],false]', '["uint8",[1099511627776,0],false]',
    '["float64",[0,0,0,0,0,0,0,0],true]', '["float64",[1,1,1,1,1,1,1,1,1],true]',
    '["float16",[' + "9" * 300 + "],false]", '["float32",[0,9223372036854775807,9223372036854775807],false]',
    '"float16"', '"bfloat16"', '"bool"', '"int8"', '"object"', '"torch.float32"', '{"value":1,"tensors":[]}',
]  # fmt: skip

somewhere = st.integers(0, 5_000)
lengths = st.integers(0, 600) | st.sampled_from([999_999, wire.MAX_HEADER_BYTES, 2**32 - 1])
payload_lengths = st.integers(0, 300) | st.sampled_from([2**20, wire.MAX_REPLY_BYTES + 1, 2**63, 2**64 - 1])
edited_parts = st.sampled_from(["frame", "header", "payload"])
tokens = st.sampled_from([b"", b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"-", b"e", b"0", b"\xed\xa0\x80"])
kinds = st.sampled_from(["list", "tuple", "dict"])


def mutations(frames: list[bytes]) -> st.SearchStrategy[Mutation]:
    """One mutation; what is spliced is from these frames."""
    return st.one_of(
        st.builds(Put, somewhere, st.sampled_from(HOSTILE_JSON)),
        st.builds(Edit, somewhere, edited_parts, st.integers(1, 20), st.sampled_from([0, 2, 3, 9]), tokens),
        st.builds(Edit, somewhere, edited_parts, st.integers(0, 1), st.just(0), st.binary(min_size=1, max_size=12)),
        st.builds(Splice, somewhere, st.sampled_from(frames), somewhere),
        st.builds(Claim, lengths, payload_lengths),
        st.builds(Nest, somewhere, kinds, st.integers(1, 14) | st.just(100)),
        st.builds(Many, somewhere, kinds | st.just("bare"), st.integers(2, 40)),
    )
