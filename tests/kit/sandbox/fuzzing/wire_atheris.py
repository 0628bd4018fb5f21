"""Coverage-guided fuzzing of the trusted side's decoder, for as long as one likes.

    python -m tests.kit.sandbox.fuzzing.wire_atheris -runs=200000

takes libFuzzer's options and needs atheris (`pip install atheris`), which is not there for every platform. It starts
from a real reply of each kind. What breaks the decoder ends the run, and lies in the file `crash-...`; with that
file as its argument, the same command plays it again.
"""

import sys
import time
from contextlib import suppress
from random import Random

import atheris

with atheris.instrument_imports(include=["grading.sandbox.wire"]):
    from grading.sandbox import wire

from tests.kit.sandbox.frames import delivered, frame
from tests.kit.sandbox.fuzzing.mutations import HEAD, HOSTILE_JSON, Many, Nest, Put, parts
from tests.kit.sandbox.fuzzing.replies import real_frames

SECONDS = 1.0
REPLIES = list(real_frames().values())
wire._ = str  # the catalogue of translations costs as much as the decoder


def read(data: bytes) -> None:
    """A reply is a value or an error of the wire, and soon; anything else that comes out of here is a finding."""
    began = time.thread_time()
    with suppress(wire.WireError, wire.Closed):
        delivered(data)
    seconds = time.thread_time() - began
    assert seconds < SECONDS, f"{seconds:.1f} s for {data!r}"


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Change the bytes of a frame, or those of a part of it, or the tree of its header; now and then, start anew."""
    random = Random(seed)
    if len(data) <= HEAD or random.random() < 0.05:
        data = random.choice(REPLIES)
    header, payload = parts(data)
    at, kind = random.randrange(1_000), random.choice(("list", "tuple", "dict"))
    changed = {
        "frame": lambda: atheris.Mutate(data, max_size),
        "header": lambda: frame(atheris.Mutate(header, max_size), payload),
        "payload": lambda: frame(header, atheris.Mutate(payload, max_size)),
        "node": lambda: Put(at, random.choice(HOSTILE_JSON))(data),
        "depth": lambda: Nest(at, kind, random.randrange(14))(data),
        "number": lambda: Many(at, kind, random.randrange(20))(data),
    }
    return changed[random.choice(list(changed))]()[:max_size]


if __name__ == "__main__":
    atheris.Setup(sys.argv, read, custom_mutator=mutate)
    atheris.Fuzz()
