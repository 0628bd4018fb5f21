"""Mutated replies through a socket, however they arrive: the trusted side has a reply or an outcome of the kit."""

import secrets
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest

from grading.results import CodeFailed, TimedOut, Violated
from grading.sandbox import wire
from grading.sandbox.process import Reply
from tests.kit.sampling import sampled
from tests.kit.sandbox.mutations import NUMBER, REPLIES, mutated_reply, reply
from tests.kit.sandbox.pretended import pretended_worker

pytestmark = pytest.mark.attack

SENT = 4_000
SECONDS, PATIENCE, DELAY = 1.0, 0.03, 5.0


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


def arriving(number: int) -> tuple[bytes, Delivery]:
    """A mutated reply with something behind it or not, and how it arrives; the same number gives the same."""
    random = Random(number)
    behind = random.choice((b"", b"", b"\0", b"more", bytes(100), *REPLIES))
    delivery = Delivery(random.choice((1, 7, 12, 100, 1 << 20)), random.choice((0, 0, 0.001)), random.random() < 0.2)
    return mutated_reply(number) + behind, delivery


def test_the_trusted_side_gets_a_reply_or_an_outcome_of_the_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbits", lambda bits: NUMBER)  # what no worker can know beforehand
    outcomes = {asked(*arriving(number)) for number in sampled(range(SENT), 0.1)}
    assert outcomes == {"Reply", "Violated", "CodeFailed", "TimedOut"}


def asked(data: bytes, delivery: Delivery) -> str:
    """What a worker's answer comes to, where a check asked for it."""
    over = threading.Event()

    def serve(connection: socket.socket) -> None:
        wire.receive(connection, max_bytes=None)
        delivery.send(connection, data, over)

    with pretended_worker(serve) as worker:
        came: Any
        began = time.monotonic()
        try:
            came = worker.ask("call", "softmax(X)", PATIENCE, name="softmax", method="", args=[])
        except (Violated, CodeFailed, TimedOut) as outcome:
            came = outcome
        finally:
            over.set()
        assert time.monotonic() - began < PATIENCE + DELAY
    if isinstance(came, Reply):
        assert len(came.printed) <= 4_000
    else:
        assert "softmax(X)" in str(came), "a message says what was called"
    return type(came).__name__


def test_a_second_reply_behind_the_first_is_no_answer_to_the_next_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "randbits", lambda bits: NUMBER)

    def serve(connection: socket.socket) -> None:
        wire.receive(connection)
        connection.sendall(reply(value=None) * 2)
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
