"""What is said of a wrong answer in a handout, from what was recorded, is what the whole kit says of it.

With --whole, of all wrong answers of this repository: those of course/mistakes, their variants, and those of beginners.
"""

import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from course.records import Exercise
from given.model import one_thread
from grading.feedback import diagnosis, recorded
from grading.feedback.diagnosis import MISTAKES, answers_in
from grading.feedback.review import Review, review
from grading.handout.recording import record
from grading.sandbox.in_process import LocalSession
from grading.submissions.submission import Submission
from tests.kit.answers import ALL, KIT, answer, with_files
from tests.kit.sampling import sampled

BEGINNERS = KIT / "tests" / "submissions" / "beginners"
LEAST_ALIKE = 0.99


def wrong_answers() -> dict[str, tuple[Exercise, Submission]]:
    found = {}
    for home in (MISTAKES, MISTAKES / "variants"):
        for exercise in ALL:
            for name in answers_in(home / exercise.file):
                found[f"{exercise.id}: {name}"] = exercise, answer(name, exercise, home)
    for path in sorted([*BEGINNERS.glob("one/*.py"), *BEGINNERS.glob("two/*.py")]):
        exercise = next(exercise for exercise in ALL if path.stem.startswith(f"{exercise.id}__"))
        files = with_files("solutions", {exercise.file: path.read_text(encoding="utf-8")})
        found[f"{path.parent.name}/{path.name}"] = exercise, files
    return found


def said_of(answers: Mapping[str, tuple[Exercise, Submission]]) -> dict[str, Review]:
    said = {}
    with one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, (exercise, submission) in answers.items():
            try:
                session = LocalSession(submission, [exercise], exercise.scenario)
            except Exception:  # it does not load, and nothing is said of it
                continue
            said[name] = review(exercise, session, passed=False)
    return said


@pytest.fixture
def in_a_handout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """From here on, what was recorded stands for the solutions and the wrong answers."""
    (tmp_path / "observed").mkdir()
    for exercise in ALL:
        (tmp_path / "observed" / f"{exercise.id}.json").write_text(record(exercise), encoding="utf-8")
    caches = recorded.recorded, recorded._record, diagnosis._wrong_answers
    yield tmp_path
    for cached in caches:
        cached.cache_clear()


def test_it_is_what_the_whole_kit_says(in_a_handout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = wrong_answers()
    answers = {name: answers[name] for name in sampled(list(answers), 24)}
    of_the_kit = said_of(answers)
    monkeypatch.setattr("course.answers.HANDOUT", in_a_handout)
    for cached in (recorded.recorded, diagnosis._wrong_answers):
        cached.cache_clear()
    monkeypatch.setattr(diagnosis, "answers_in", None)  # there are none
    of_the_handout = said_of(answers)
    unlike = [name for name, said in of_the_kit.items() if of_the_handout[name] != said]
    print(f"{len(of_the_kit) - len(unlike)} of {len(of_the_kit)} alike; not: {unlike}")
    assert sum(bool(said.mistakes) for said in of_the_handout.values()) > len(answers) / 2
    assert len(unlike) <= (1 - LEAST_ALIKE) * len(of_the_kit), unlike
