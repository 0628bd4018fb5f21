"""What is said of a wrong answer in a handout, from what was recorded, is what the whole kit says of it.

Tried with some answers of one exercise; with --whole, with all wrong answers of this repository: those of
course/mistakes, their variants, and those of beginners. When it was written, 464 of 464 were alike, in both languages.
"""

import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import pytest

import language
from course.records import Exercise
from given.model import one_thread
from grading.feedback import diagnosis, recorded
from grading.feedback.answer_files import MISTAKES, answers_in
from grading.feedback.diagnosis import name_mistakes, wrong_classes
from grading.feedback.observation import observe
from grading.feedback.review import Review, of_the_solution, review
from grading.handout.recording import records
from grading.sandbox.in_process import LocalSession
from grading.submissions.submission import Submission
from tests.kit.answers import ALL, KIT, answer, with_files
from tests.kit.sampling import chosen, sampled

BEGINNERS = KIT / "tests" / "submissions" / "beginners"
IN_STEPS = [exercise for exercise in ALL if wrong_classes(exercise)]
LEAST_ALIKE = 0.99


def wrong_answers(exercises: Sequence[Exercise]) -> dict[str, tuple[Exercise, Submission]]:
    found = {}
    for home in (MISTAKES, MISTAKES / "variants"):
        for exercise in exercises:
            for name in answers_in(home / exercise.file):
                found[f"{exercise.id}: {name}"] = exercise, answer(name, exercise, home)
    for path in sorted([*BEGINNERS.glob("one/*.py"), *BEGINNERS.glob("two/*.py")]):
        exercise = next(exercise for exercise in ALL if path.stem.startswith(f"{exercise.id}__"))
        if exercise in exercises:
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
def forgetting() -> Iterator[None]:
    """What is kept of the answers, the kit's or the handout's, is forgotten before and after."""
    caches = recorded.recorded, recorded._record, diagnosis._wrong_answers, diagnosis._mistakes
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def hand_out(exercise: Exercise, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on there are the records of the exercise and none of its answers."""
    for folder, text in records(exercise).items():
        (home / folder).mkdir()
        (home / folder / f"{exercise.id}.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr("course.answers.HANDOUT", home)
    for cached in (recorded.recorded, diagnosis._wrong_answers, diagnosis._mistakes):
        cached.cache_clear()
    monkeypatch.setattr(diagnosis, "answers_in", None)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("spoken", language.CATALOGUES if chosen.whole else sampled(list(language.CATALOGUES), 1))
@pytest.mark.parametrize("exercise", sampled(ALL, 1), ids=lambda exercise: exercise.id)
def test_it_is_what_the_whole_kit_says(
    exercise: Exercise, spoken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgetting: None
) -> None:
    answers = wrong_answers([exercise])
    answers = {name: answers[name] for name in sampled(list(answers), 8)}
    language.use(spoken)
    of_the_kit = said_of(answers)
    hand_out(exercise, tmp_path, monkeypatch)
    of_the_handout = said_of(answers)
    unlike = [name for name, said in of_the_kit.items() if of_the_handout[name] != said]
    assert sum(bool(said.mistakes) for said in of_the_handout.values()) > len(answers) / 2
    assert len(unlike) <= (1 - LEAST_ALIKE) * len(of_the_kit), unlike


def two_steps(exercise: Exercise) -> list[type]:
    """Answers with two wrong steps."""
    classes = [wrong for _mistake, wrong in wrong_classes(exercise).values()]
    own = {wrong: {name for name, value in vars(wrong).items() if callable(value)} for wrong in classes}
    return [type("Both", two, {}) for two in combinations(classes, 2) if not own[two[0]] & own[two[1]]]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("exercise", sampled(IN_STEPS, 1), ids=lambda exercise: exercise.id)
def test_two_wrong_steps_are_named_as_in_the_whole_kit(
    exercise: Exercise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forgetting: None
) -> None:
    both = sampled(two_steps(exercise), 6)
    with one_thread(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        observed = [observe(exercise, wrong if exercise.instance else wrong()) for wrong in both]
        right = of_the_solution(exercise)
        of_the_kit = [name_mistakes(exercise, one, right) for one in observed]
        hand_out(exercise, tmp_path, monkeypatch)
        of_the_handout = [name_mistakes(exercise, one, of_the_solution(exercise)) for one in observed]
    unlike = [wrong.__mro__[1:3] for wrong, a, b in zip(both, of_the_kit, of_the_handout, strict=True) if a != b]
    assert len(unlike) <= (1 - LEAST_ALIKE) * len(both), unlike
