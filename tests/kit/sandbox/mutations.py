"""Replies of a worker, and what a hostile one may do to them: change bytes, lengths, or the tree of the text."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import torch

from grading.sandbox import wire
from tests.kit.sandbox.frames import frame

NUMBER = 1 << 40
"""What was asked for; no worker can know it beforehand."""
X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
VALUES: list[Any] = [
    "callable",
    {"value": X.clone().requires_grad_(), "args": [X], "operators": {"aten::exp": 1}},
    [X, None],
    {"value": 1.0, "args": [X, torch.tensor([0, 2])], "operators": {}},
    {"W": torch.eye(3), "b": torch.zeros(3, dtype=torch.float64), "returned": (0.5, torch.tensor(0.25)), "steps": 2},
    torch.tensor([True, False, True]),
]
NOTES = [("aten::_softmax", "softmaxes", {"softmax.py": 3, "accuracy.py": 12})]
RAISED = {"type": "ValueError", "not_written": False, "text": "oh", "frames": [["softmax.py", 12, "softmax"]]}


def reply(**result: Any) -> bytes:
    """A reply with this value, or with what was raised."""
    return b"".join(wire.encode({"number": NUMBER, "printed": "a line\n", "ready_made": NOTES, **result}))


REPLIES = [*(reply(value=value) for value in VALUES), reply(raised=RAISED)]
HEAD = wire.LENGTHS.size
HERE = "\0here"

HOSTILE_JSON = [
    "null", "true", "-0", "1", "-2.5", "NaN", "-Infinity", "1e999", "1e-999", str(2**63), "1" * 308, "1" * 309,
    "-" + "1" * 5000, "0." + "1" * 5000, "1e" + "9" * 400,
    '""', r'"\ud800"', r'"\udc00\ud800"', r'"\u0000\u001b[2J"', '"' + "x" * 5000 + '"',
    "[]", "{}", "[{}]", '{"":0}', '{"a":1,"a":2}', "[" * 99 + "]" * 99, '{"a":' * 99 + "1" + "}" * 99,
    '{"tuple":[],"tuple":[0]}', '{"tuple":{}}', '{"dict":[]}', '{"tuple":[[]]}', '{"dict":{"":{"dict":{}}}}',
    '{"foreign":"set"}', '{"foreign":1}', r'{"foreign":"\ud800\u001b"}', '{"tensor":0}', '{"tensor":[]}',
    '{"tensor":["int8",[0],false],"dict":{}}', '{"tensor":["float32",[],true]}', '{"tensor":["int64",[0],true]}',
    '{"tensor":["complex64",[0],false]}', '{"tensor":["float32",[-1],false]}', '{"tensor":["float32",[2,3],true]}',
    '{"tensor":["uint8",[65537,0],false]}', '{"tensor":["float64",[1,1,1,1,1,1,1,1,1],true]}',
    '{"tensor":["float16",[' + "9" * 300 + '],false]}', '["float32",[0,9223372036854775807,9223372036854775807],false]',
    '["bool",[3],false]', '["uint8",[24],true]', '"float16"', '"bool"', '"object"', '"torch.float32"',
]  # fmt: skip
TOKENS = [b"", b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"-", b"e", b"0", b"\0", b"\xff", b"\xed\xa0\x80"]


def mutated_reply(number: int) -> bytes:
    """A reply after one to three mutations; the same number makes the same one."""
    random = Random(number)
    data = random.choice(REPLIES)
    for _ in range(random.choice((1, 1, 2, 3))):
        data = random.choice((_edited, _edited, _claimed, _put, _put, _put))(data, random)
    return data


def _edited(data: bytes, random: Random) -> bytes:
    """Some bytes left out or repeated, others before them: of the whole, or of a part, whose length then follows."""
    text, payload = _parts(data)
    match random.choice(("whole", "text", "payload")):
        case "text":
            return frame(_edited_bytes(text, random), payload)
        case "payload":
            return frame(text, _edited_bytes(payload, random))
    return _edited_bytes(data, random)


def _edited_bytes(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    end = at + random.choice((0, 1, 1, random.randrange(20)))
    new = random.choice((*TOKENS, random.randbytes(random.randrange(12))))
    return data[:at] + new + data[at:end] * random.choice((0, 1, 2, 9)) + data[end:]


def _claimed(data: bytes, random: Random) -> bytes:
    """Other lengths at its head."""
    text = random.choice((random.randrange(600), 999_999, wire.MAX_REPLY_BYTES, 2**32 - 1))
    payload = random.choice((random.randrange(300), wire.MAX_REPLY_BYTES, wire.MAX_REPLY_BYTES + 1, 2**63, 2**64 - 1))
    return wire.LENGTHS.pack(text, payload) + data[HEAD:]


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """Text and tensor bytes, as far as the head says where they are."""
    text_bytes = wire.LENGTHS.unpack(data[:HEAD])[0] if len(data) >= HEAD else 0
    return data[HEAD : HEAD + text_bytes], data[HEAD + text_bytes :]


def _put(data: bytes, random: Random) -> bytes:
    """Another JSON text in the place of a node of its text; as it is, if its text is not JSON."""
    text, payload = _parts(data)
    try:
        tree = [json.loads(text)]
        container, key = random.choice(list(nodes(tree)))
        container[key] = HERE
        changed = json.dumps(tree[0]).replace(json.dumps(HERE), random.choice(HOSTILE_JSON))
    except (ValueError, RecursionError):
        return data
    return frame(changed.encode(), payload)


def nodes(tree: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Where each node of a tree stands, as its container and its key there."""
    waiting: list[Any] = [tree]
    for container in waiting:
        for key in container if isinstance(container, dict) else range(len(container)):
            yield container, key
            if isinstance(container[key], dict | list):
                waiting.append(container[key])
