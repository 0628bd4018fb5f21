"""A hundred thousand mutated replies: the trusted side's decoder ends with a value or an error of its own."""

import json
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grading import wire
from grading.outcomes import CodeFailed, TimedOut, Violated
from grading.sandbox import MAX_COUNT, Reply
from tests.kit.frames import delivered, frame
from tests.kit.fuzzing.mutations import Claim, Many, Mutation, Nest, Put, mutations
from tests.kit.fuzzing.pretended import pretended_worker
from tests.kit.fuzzing.replies import NUMBER, real_frames
from tests.kit.submissions import KIT

pytestmark = pytest.mark.attack

REPLIES = 100_000
SENT_REPLIES = 2_000
ASKED_REPLIES = 1_000
SECONDS, LARGE_SECONDS = 1.0, 5.0
"""Of computing, for one reply: a small one takes microseconds, one of a million brackets most of a second."""
PATIENCE, DELAY = 0.03, 5.0
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


# Small replies, from memory


def test_a_hundred_thousand_mutated_replies_are_values_or_errors_of_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_", str)  # the catalogue of translations costs as much as the decoder
    seen = Seen()

    @fuzzed(290)
    @given(several, seeds)
    @example([Put(3, "1" * 5000)], 0)
    @example([Put(3, '["uint8",[1099511627776,0],false]')], 0)
    @example([Nest(3, "list", 100)], 0)
    @example([Many(5, "list", 2)], 0)
    @example([Claim(2**32 - 1, 2**64 - 1)], 0)
    def replies(chosen: list[Mutation], seed: int) -> None:
        for made, reply in mutated(chosen, seed, 500):
            seen.count(reply, decoded(reply, made))

    growth = peak_megabytes(replies)
    assert len(seen.replies) >= REPLIES, "each counts once, however often it was made"
    assert seen.outcomes["value"] >= REPLIES / 20, "mutations that are always refused look at the doorstep alone"
    assert seen.outcomes["WireError"] >= REPLIES / 5
    assert growth < MEGABYTES


# Replies as large as may be


def header(value: str, tensors: str = "[]") -> bytes:
    return f'{{"value":{value},"tensors":{tensors}}}'.encode()


def full(unit: str, last: str, room: int = wire.MAX_HEADER_BYTES - 100) -> str:
    """A JSON list of one thing over and over, as long as a header may be."""
    return "[" + f"{unit}," * ((room - len(last)) // (len(unit) + 1)) + last + "]"


def filled(unit: str) -> bytes:
    return frame(header('{"list":' + full(unit, unit) + "}"))


def of_many_tensors(unit: str, bytes_each: int) -> bytes:
    tensors = full(unit, unit, wire.MAX_HEADER_BYTES // 2)
    count = len(json.loads(tensors))
    named = ",".join(f'{{"tensor":{number}}}' for number in range(count))
    return frame(header(f'{{"list":[{named}]}}', tensors), bytes(count * bytes_each))


DIGITS = "1" * 900_000
LARGE = {
    "empty objects": filled("{}"),
    "empty arrays": filled("[]"),
    "lists": filled('{"list":[]}'),
    "dicts": filled('{"dict":{}}'),
    "foreign values": filled('{"foreign":""}'),
    "zeros": filled("0"),
    "long integers": filled("1" * 308),
    "floats": filled("2.4703282292062327208e-324"),
    "long floats": filled("1." + "7" * 800 + "e-300"),
    "strings": filled(r'"\u4e00"'),
    "keys": frame(header('{"dict":{' + ",".join(f'"{number}":0' for number in range(85_000)) + "}}")),
    "the same key": frame(header('{"dict":{' + ",".join(['"a":0'] * 150_000) + "}}")),
    "the same tensor": frame(header('{"list":' + full('{"tensor":0}', "0") + "}", '[["bool",[],false]]'), b"\0"),
    "tensors without names": frame(header("0", full('["bool",[0],true]', '["bool",[0],true]'))),
    "numbers as tensors": of_many_tensors('["float16",[],true]', 2),
    "empty tensors": of_many_tensors('["int8",[0],true]', 0),
    "an integer": frame(header(DIGITS)),
    "a negative integer": frame(header(f"-{DIGITS}")),
    "a float": frame(header(f"1.{DIGITS}")),
    "an exponent": frame(header(f"1e{DIGITS}")),
    "a string": frame(header(f'"{DIGITS}"')),
    "open brackets": frame(b"[" * 900_000),
    "nested objects": frame(b'{"a":' * 150_000),
    "64 MB": frame(header('{"tensor":0}', f'[["uint8",[{wire.MAX_REPLY_BYTES}],false]]'), bytes(wire.MAX_REPLY_BYTES)),
    "64 MB of truths": frame(
        header('{"tensor":0}', f'[["bool",[{wire.MAX_REPLY_BYTES}],false]]'), b"\1" * wire.MAX_REPLY_BYTES
    ),
    "an empty tensor that is wide": frame(header('{"tensor":0}', '[["uint8",[65536,0],false]]')),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_a_reply_as_large_as_may_be_takes_seconds_and_a_few_times_its_size(name: str) -> None:
    reply = LARGE[name]
    assert wire.LENGTHS.unpack(reply[:12])[0] <= wire.MAX_HEADER_BYTES, "more would be refused at the doorstep"
    growth = peak_megabytes(lambda: decoded(reply, name, LARGE_SECONDS))
    assert growth < MEGABYTES


# Through sockets


@dataclass(frozen=True)
class Delivery:
    """In pieces of so many bytes, the first three with a pause behind them; then silence, or the end of the stream."""

    piece: int
    pause: float
    silence: bool

    def send(self, connection: socket.socket, data: bytes, heard: threading.Event) -> None:
        with connection, suppress(OSError):  # the reader may have seen enough and hung up
            for number, start in enumerate(range(0, len(data), self.piece)):
                connection.sendall(data[start : start + self.piece])
                if self.pause and number < 3:
                    time.sleep(self.pause)
            if self.silence:
                heard.wait(10)


deliveries = st.builds(
    Delivery,
    st.sampled_from([1, 7, 12, 100, 1 << 20]),
    st.sampled_from([0, 0, 0.001]),
    st.sampled_from([False] * 4 + [True]),
)
behind = st.sampled_from([b"", b"", b"\0", b"more", bytes(100), *FRAMES.values()])


def heard(data: bytes, delivery: Delivery) -> Any:
    """What comes of a reply that arrives like this."""
    ours, theirs = socket.socketpair()
    over = threading.Event()
    sender = threading.Thread(target=delivery.send, args=(theirs, data, over))
    sender.start()
    began = time.monotonic()
    try:
        return wire.receive(ours, began + PATIENCE)
    except (wire.WireError, wire.Closed, TimeoutError) as error:
        return type(error)
    finally:
        assert time.monotonic() - began < PATIENCE + DELAY
        ours.close()
        over.set()
        sender.join()


def test_replies_through_a_socket_end_in_time_however_they_arrive() -> None:
    seen = Seen()

    @fuzzed(120)
    @given(several, seeds, deliveries, behind)
    def replies(chosen: list[Mutation], seed: int, delivery: Delivery, more: bytes) -> None:
        for _, reply in mutated(chosen, seed, 25):
            seen.count(reply, heard(reply + more, delivery))

    replies()
    assert len(seen.replies) >= SENT_REPLIES
    assert set(seen.outcomes) == {"value", "WireError", "Closed", "TimeoutError"}


def test_the_trusted_side_gets_a_reply_or_an_outcome_of_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbits", lambda bits: NUMBER)  # what no worker can know beforehand
    seen = Seen()

    @fuzzed(120)
    @given(several, seeds, deliveries, behind)
    def replies(chosen: list[Mutation], seed: int, delivery: Delivery, more: bytes) -> None:
        for _, reply in mutated(chosen, seed, 12):
            seen.count(reply, asked(reply + more, delivery))

    replies()
    assert len(seen.replies) >= ASKED_REPLIES
    assert set(seen.outcomes) == {"Reply", "Violated", "CodeFailed", "TimedOut"}


def asked(data: bytes, delivery: Delivery) -> Any:
    """What a worker's answer comes to, where a check asked for it."""
    over = threading.Event()

    def serve(connection: socket.socket) -> None:
        wire.receive(connection, max_bytes=None)
        delivery.send(connection, data, over)

    with pretended_worker(serve) as worker:
        came: Any
        try:
            came = worker.ask("call", "softmax(X)", PATIENCE, name="softmax", method="", args=[])
        except (Violated, CodeFailed, TimedOut) as outcome:
            came = outcome
        finally:
            over.set()
    if isinstance(came, Reply):
        assert len(came.printed) <= 4_000
        assert type(came.printed_characters) is int
        assert 0 <= came.printed_characters <= MAX_COUNT
    else:
        assert "softmax(X)" in str(came), "a message says what was called"
    return type(came)


def test_a_second_reply_behind_the_first_is_no_answer_to_the_next_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbits", lambda bits: NUMBER)

    def serve(connection: socket.socket) -> None:
        wire.receive(connection)
        connection.sendall(FRAMES["reset"] * 2)
        wire.receive(connection)

    with pretended_worker(serve) as worker:
        assert worker.ask("call", "metric.reset()", SECONDS).raised is None
        with pytest.raises(Violated, match="without being asked"):
            worker.ask("call", "metric[0]", SECONDS)


def test_a_worker_that_ends_between_two_questions_has_ended_and_broken_no_rule() -> None:
    with pretended_worker(lambda connection: None) as worker:
        assert worker.connection.recv(1, socket.MSG_PEEK) == b"", "it hung up"
        with pytest.raises(CodeFailed, match="ended the whole Python process"):
            worker.ask("call", "metric[0]", SECONDS)


# Guided by coverage


def test_coverage_leads_to_no_reply_that_breaks_the_decoder(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris is not installed: pip install atheris, where there is one")
    fuzzing = [sys.executable, "-m", "tests.kit.fuzzing.wire_atheris", "-runs=20000", "-seed=1", "-max_len=4096"]
    finished = subprocess.run(
        [*fuzzing, f"-artifact_prefix={tmp_path}/"], cwd=KIT, capture_output=True, text=True, timeout=300
    )
    assert finished.returncode == 0, finished.stdout[-2_000:] + finished.stderr[-5_000:]
    assert "Done 20000 runs" in finished.stderr


# How much memory


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
