"""Mutated replies, and what may come of them: a value, or an error of the decoder's own, soon and in little memory."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from grading.sandbox import wire
from tests.kit.sandbox.frames import delivered
from tests.kit.sandbox.fuzzing.mutations import Mutation, mutations
from tests.kit.sandbox.fuzzing.replies import real_frames

SECONDS, LARGE_SECONDS = 1.0, 5.0
"""Of computing, for one reply: a small one takes microseconds, one of a million brackets most of a second."""
MEGABYTES = 200
"""The tensors twice, and the tree of a header that consists of brackets."""

FRAMES = real_frames()

several = st.lists(mutations(list(FRAMES.values())), min_size=1, max_size=12)
seeds = st.integers(0, 2**32 - 1)


def fuzzed(examples: int) -> settings:
    """So many examples, the same ones in each run; a failing one is made as small as it gets."""
    return settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )


def mutated(chosen: list[Mutation], seed: int, count: int) -> Iterator[tuple[Any, bytes]]:
    """Real replies after one to three of the mutations, each of which strikes anywhere, and how they were made."""
    random = Random(repr((seed, chosen)))
    for _ in range(count):
        what = random.choice(list(FRAMES))
        struck = [random.choice(chosen).moved(random.randrange(60_000)) for _ in range(random.choice((1, 1, 2, 3)))]
        reply = FRAMES[what]
        for mutate in struck:
            reply = mutate(reply)
        yield (what, struck), reply


def decoded(data: bytes, made: Any = "", limit: float = SECONDS) -> Any:
    """What comes of a reply: its value, or the kind of error that the decoder itself raises."""
    began = time.thread_time()
    try:
        return delivered(data)
    except (wire.WireError, wire.Closed) as error:
        return type(error)
    except Exception as error:
        pytest.fail(f"{type(error).__name__}: {error}\nfrom the reply {data[:100_000]!r}\n{made}")
    finally:
        seconds = time.thread_time() - began
        assert seconds < limit, f"{seconds:.1f} s for the reply {data[:100_000]!r}\n{made}"


@dataclass
class Seen:
    """Which replies there were, and what came of them."""

    replies: set[int] = field(default_factory=set)
    outcomes: dict[str, int] = field(default_factory=dict)

    def count(self, reply: bytes, outcome: Any) -> None:
        self.replies.add(hash(reply))
        kind = outcome.__name__ if isinstance(outcome, type) else "value"
        self.outcomes[kind] = self.outcomes.get(kind, 0) + 1


def peak_megabytes(work: Callable[[], Any]) -> float:
    """How much more memory than before was in use at the worst moment of some work."""
    status = Path("/proc/self/status")
    if not status.exists():
        work()
        return 0
    Path("/proc/self/clear_refs").write_text("5")  # the peak from now on
    before = _kilobytes(status, "VmRSS:")
    work()
    return (_kilobytes(status, "VmHWM:") - before) / 1000


def _kilobytes(status: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(name))
