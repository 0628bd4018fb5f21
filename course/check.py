"""Whether all that belongs to an exercise is there and fits together: `python -m course.check [EXERCISE ...]`.

For who writes an exercise: it says which file to write next, and in the end that every stub fails, every solution
passes, every check fails for some wrong answer, every wrong answer loses points and has a name of its own, the points
add up, and all texts exist in both languages. The answers are called in this process: nothing here is a grade.
"""

import ast
import contextlib
import gettext
import io
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import course
import language
from course.answers import SOLUTIONS
from course.records import Answer, Exercise
from course.stubs import paragraphs, stub
from given.model import one_thread
from grading import KIT
from grading.checks.catalogue import checks_of, file_of
from grading.feedback.answer_files import MISTAKES, answers_in, mistake_of, texts_of
from grading.feedback.diagnosis import name_mistake
from grading.feedback.invariants import INVARIANTS, broken_invariants
from grading.feedback.observation import observe
from grading.sandbox.in_process import LocalSession, local_answer
from grading.submissions.source import only_raises
from grading.submissions.submission import read_folder

RIGHT = KIT / "tests" / "submissions" / "right"
VARIANTS = MISTAKES / "variants"
LEAST_MISTAKES = 8


def main(ids: Sequence[str]) -> int:
    """Print what is still to be done, an exercise a line; 0 if nothing is."""
    language.use("en")
    known = {exercise.id: exercise for exercise in course.EVERY_EXERCISE}
    for id in ids:
        if id not in known:
            print(f"Write course/{id}.py, and add its line to EXERCISES or BONUS in course/__init__.py.")
            return 1
    exercises = [known[id] for id in ids or known]
    with one_thread():
        found = [*(problem for exercise in exercises for problem in problems_of(exercise)), *problems_of_the_order()]
    print("\n".join(found) or f"{len(exercises)} exercises: everything fits together.")
    return 1 if found else 0


def problems_of_the_order() -> Iterator[str]:
    if (total := sum(task.points for task in course.TASKS)) != 100:
        yield f"course/__init__.py: the points of EXERCISES and the model make {total}, not 100."
    fixtures = [exercise.fixture for exercise in course.EVERY_EXERCISE]
    if len(set(fixtures)) < len(fixtures):
        yield "course/__init__.py: two exercises have fixtures of the same name."


def problems_of(exercise: Exercise) -> list[str]:
    """What is still to be done for an exercise; where a file is not written yet, the next that is."""
    missing = next(_unwritten(exercise), None)
    return [missing] if missing else [*_problems_of_the_texts(exercise), *_problems_of_the_answers(exercise)]


def _unwritten(exercise: Exercise) -> Iterator[str]:
    """What is to be written before the answers can be tried, in this order."""
    name, file = exercise.name, exercise.file
    play = f"its `play` calls `{name}` and returns what it observes."
    needed = {
        f"solutions/{file}": f"`{name}` with a docstring, type hints and a worked example, solved.",
        f"exercises/{file}": f"`python -m course.stubs {exercise.id}` makes it from the solution.",
        **({f"course/scenarios/{exercise.scenario}.py": play} if exercise.scenario else {}),
        f"tests/graded/{file_of(exercise).name}": f"the checks, with the fixture `{exercise.fixture}`.",
        f"course/mistakes/{file}": f"{LEAST_MISTAKES} or more natural wrong answers, each explained.",
        f"tests/submissions/right/{file}": "right answers in unusual styles.",
    }
    for path, what in needed.items():
        if not (KIT / path).exists():
            yield f"Write {path}: {what}"
    if not only_raises(stub(exercise), exercise.name):
        yield f"solutions/{exercise.file}: its stub does not count as not started; is `{exercise.name}` defined there?"
    for name, mistake in answers_in(MISTAKES / file).items():
        if "\n" not in (mistake.__doc__ or "").strip() and "__" not in name:
            yield f"course/mistakes/{exercise.file}: {name} needs a title, an empty line and an explanation."


def _problems_of_the_texts(exercise: Exercise) -> Iterator[str]:
    solution = (SOLUTIONS / exercise.file).read_text(encoding="utf-8")
    if (KIT / "exercises" / exercise.file).read_text(encoding="utf-8") != stub(exercise):
        yield (
            f"exercises/{exercise.file} is not solutions/{exercise.file} without its bodies: "
            f"`python -m course.stubs {exercise.id}` writes it."
        )
    if not any(">>> " in line and f"{exercise.name}(" in line for line in solution.splitlines()):
        yield f"solutions/{exercise.file}: the docstring shows no worked example."
    points = sum(check.points for check in checks_of(exercise))
    if points != exercise.points:
        yield f"tests/graded/{file_of(exercise).name}: its checks make {points} points, not {exercise.points}."
    mistakes = {name: one for name, one in answers_in(MISTAKES / exercise.file).items() if "__" not in name}
    if len(mistakes) < LEAST_MISTAKES:
        yield f"course/mistakes/{exercise.file} holds {len(mistakes)} wrong answers; {LEAST_MISTAKES} are the least."
    chinese = _translations()
    if untranslated := [text for text in _texts(exercise, mistakes) if not chinese.get(text)]:
        yield (
            f"No Chinese for {len(untranslated)} texts of {exercise.id}, the first of them {untranslated[0]!r}: "
            "`python -m language.update` adds them to the .po file; translate them there."
        )


def _texts(exercise: Exercise, mistakes: Mapping[str, Any]) -> Iterator[str]:
    """All that a learner reads of an exercise, but for the messages of its checks."""
    yield from (exercise.title, exercise.learnt, exercise.about_the_solution, *exercise.hints, *exercise.returns)
    solution = ast.parse((SOLUTIONS / exercise.file).read_text(encoding="utf-8"))
    yield from (text for _line, text in paragraphs(solution))
    if exercise.built_from:
        yield exercise.built_from
    for check in checks_of(exercise):
        yield from (check.title, check.why)
    for told in (*mistakes.values(), *answers_in(INVARIANTS / exercise.file).values()):
        yield from texts_of(told.__doc__)


def _translations() -> Mapping[Any, str]:
    found = gettext.translation(language.DOMAIN, language.FOLDER, [language.CATALOGUES["zh"]])
    return found._catalog  # type: ignore[attr-defined]  # it has no public name


# Answers


@dataclass(frozen=True)
class Candidate:
    """An answer of a file, or (name "") the solution, as the fixtures of the checks ask a Grading for it."""

    exercise: Exercise
    file: Path
    name: str
    seed: int = 0

    def session(self, exercise: Exercise) -> "Candidate":
        return self

    def answer(self, exercise: Exercise) -> Answer:
        """Loaded afresh, as some keep state."""
        if self.name:
            answer = answers_in(self.file)[self.name]
            made_of_steps = isinstance(answer, type) and not exercise.instance
            return local_answer(exercise, answer() if made_of_steps else answer)
        return LocalSession(read_folder(SOLUTIONS), [exercise], exercise.scenario).answer(exercise)

    @property
    def where(self) -> str:
        return f"{self.file.relative_to(KIT)}: {self.name}" if self.name else str(self.file.relative_to(KIT))


def _problems_of_the_answers(exercise: Exercise) -> Iterator[str]:
    solution = Candidate(exercise, SOLUTIONS / exercise.file, "")
    right, wrong, variants = (
        [Candidate(exercise, home / exercise.file, name) for name in answers_in(home / exercise.file)]
        for home in (RIGHT, MISTAKES, VARIANTS)
    )
    failed = failed_checks([solution, *right, *wrong, *variants])
    for candidate in (solution, *right):
        if failed[candidate]:
            yield f"{candidate.where} is right, and these checks fail: {', '.join(sorted(failed[candidate]))}."
        with _silence():
            broken = [one.name for one in broken_invariants(exercise, candidate.answer(exercise))]
        if broken:
            yield f"{candidate.where} is right, and breaks these invariants: {', '.join(broken)}."
    for candidate in (*wrong, *variants):
        if not failed[candidate]:
            yield f"{candidate.where} passes all checks: is it wrong?"
    for check in checks_of(exercise):
        if not any(check.id in failed[candidate] for candidate in wrong):
            yield f"tests/graded/{file_of(exercise).name}: no wrong answer fails {check.id}. Is one missing?"
    for candidate in (solution, *right, *wrong, *variants):
        expected = mistake_of(candidate.name) if candidate in (*wrong, *variants) else None
        with _silence():
            mistake = name_mistake(exercise, observe(exercise, candidate.answer(exercise)))
        if (mistake.name if mistake else None) != expected:
            named = f"is called {mistake.name}" if mistake else "looks like another mistake in every situation"
            yield f"{candidate.where} {named}: add a situation that tells them apart, or make them one mistake."


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """What answers print is not for who writes an exercise."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


def failed_checks(candidates: Sequence[Candidate]) -> Mapping[Candidate, set[str]]:
    """The ids of the checks that each candidate of one exercise fails, run by pytest in this process."""
    import pytest

    failed: dict[Candidate, set[str]] = defaultdict(set)

    class EachCandidate:
        """Hands the candidates to the fixtures, one after the other."""

        def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
            metafunc.parametrize("grading", candidates, ids=[candidate.where for candidate in candidates])

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_makereport(self, item: pytest.Function, call: pytest.CallInfo[None]) -> Any:
            if call.excinfo:
                failed[item.callspec.params["grading"]].add(item.originalname.removeprefix("test_"))
            return (yield)

    output = io.StringIO()
    arguments = [str(file_of(candidates[0].exercise)), f"--rootdir={KIT}", f"--config-file={KIT / 'pyproject.toml'}"]
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = pytest.main(
            [*arguments, "--lang=en", "-q", "-pno:cacheprovider", "--tb=line"], plugins=[EachCandidate()]
        )
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        raise SystemExit(f"The checks could not be run:\n{output.getvalue()}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
