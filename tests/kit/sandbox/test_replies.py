"""Whatever a worker sends through its socket, the trusted side has a reply or an outcome of the kit, in time."""

import secrets
import socket
import threading
import time

import pytest

from grading.results import CodeFailed, TimedOut, Violated
from grading.sandbox import wire
from tests.kit.sandbox.mutations import NUMBER, reply
from tests.kit.sandbox.pretended import pretended_worker

SECONDS = 1.0
WHOLE = reply(value=1)


@pytest.fixture(autouse=True)
def known_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no worker can know beforehand."""
    monkeypatch.setattr(secrets, "randbits", lambda bits: NUMBER)


@pytest.mark.parametrize("piece", [1, 1 << 20])
@pytest.mark.parametrize(
    ("data", "silence", "outcome"),
    [
        pytest.param(WHOLE[:-1], False, CodeFailed, id="closed inside a reply"),
        pytest.param(WHOLE[:5], False, CodeFailed, id="closed inside the lengths"),
        pytest.param(b"", False, CodeFailed, id="closed at once"),
        pytest.param(WHOLE[:-1], True, TimedOut, id="silent inside a reply"),
        pytest.param(WHOLE[: wire.LENGTHS.size], True, TimedOut, id="silent behind the lengths"),
        pytest.param(b"", True, TimedOut, id="silent"),
        pytest.param(WHOLE.replace(b"value", b"VALUE"), True, Violated, id="no value"),
        pytest.param(WHOLE.replace(str(NUMBER).encode(), b"1" * 13), True, Violated, id="another number"),
        pytest.param(b"\xff" * 100, True, Violated, id="no frame"),
    ],
)
def test_what_is_no_reply_is_an_outcome_however_it_arrives(
    data: bytes, silence: bool, outcome: type[Exception], piece: int
) -> None:
    over = threading.Event()

    def serve(connection: socket.socket) -> None:
        wire.receive(connection, max_bytes=None)
        for start in range(0, len(data), piece):
            connection.sendall(data[start : start + piece])
        if silence:
            over.wait(10)

    began = time.monotonic()
    with pretended_worker(serve) as worker:
        with pytest.raises(outcome, match=r"softmax\(X\)"):
            worker.ask("call", "softmax(X)", 0.1, name="softmax", method="", args=[])
        over.set()
    assert time.monotonic() - began < 5


def test_bytes_that_trickle_in_do_not_push_the_deadline_back() -> None:
    def serve(connection: socket.socket) -> None:
        wire.receive(connection)
        for byte in reply(value="x" * 1000):
            connection.sendall(bytes([byte]))
            time.sleep(0.02)

    began = time.monotonic()
    with pretended_worker(serve) as worker, pytest.raises(TimedOut):
        worker.ask("call", "softmax(X)", 0.2)
    assert 0.2 <= time.monotonic() - began < 5


def test_a_second_reply_behind_the_first_is_no_answer_to_the_next_question() -> None:
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
