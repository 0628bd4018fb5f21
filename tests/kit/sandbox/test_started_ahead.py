"""Workers that are started before anybody needs them."""

import pytest

from course import EXERCISES
from grading.grade import Settings, grade
from grading.sandbox import process
from grading.sandbox.isolation import Isolation
from tests.kit.answers import folder

STARTED = Isolation(without=("a name that tells these workers from others",))


def test_a_worker_that_is_started_ahead_is_the_next_one_to_be_used() -> None:
    process.start_ahead(STARTED, 2)
    process.start_ahead(STARTED, 2)  # they are there
    ahead = process._ahead[STARTED, "en"].copy()
    assert len(ahead) == 2
    with process.start(Isolation()) as other, process.start(STARTED) as first, process.start(STARTED) as second:
        assert [first, second] == ahead
        assert other not in ahead
        assert first.active == other.active
        with process.start(STARTED) as third:
            assert third not in ahead


def test_one_that_has_ended_meanwhile_is_let_go() -> None:
    process.start_ahead(STARTED, 1)
    [ended] = process._ahead[STARTED, "en"]
    ended.process.kill()
    ended.process.join()
    with process.start(STARTED) as worker:
        assert worker is not ended
        assert not ended.scratch.folder.exists()


def test_a_grade_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    process.start_ahead(STARTED, 2)
    monkeypatch.setattr(process, "_launched", lambda isolation: pytest.fail("another one was started"))
    settings = Settings(tasks=[EXERCISES[0]], isolation=STARTED)
    assert grade(folder("solutions"), settings).score == 15

