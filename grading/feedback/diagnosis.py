"""A failed exercise becomes the name of a mistake, by observation: never by looking at the code.

The wrong answers of course/mistakes are put through the same situations as the learner's: the same observations in all
of them are the same mistake; where none has them, parts of them are explained (explanation.py). Some mistakes show in
several ways: course/mistakes/variants holds these, each named after its mistake up to `__`. A handout has no wrong
answers, and looks at what was recorded of them (recorded.py).
"""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import Any

import language
from course.answers import SOLUTIONS
from course.records import Answer, Call, Exercise, Situation
from grading.feedback.answer_files import MISTAKES, STEPS, answers_in, mistake_of, snake_case, texts_of
from grading.feedback.attempts import crashed
from grading.feedback.cells import Cell, cells_of
from grading.feedback.changes import Change
from grading.feedback.comparison import same
from grading.feedback.explanation import Known, explain_all, explain_little
from grading.feedback.invariants import broken_invariants
from grading.feedback.observation import VALUE, Observed, observe_situation, situations_of, value_of_call
from grading.feedback.pairs import WrongSteps, pairs_of
from grading.feedback.recorded import RecordedAnswer, recorded
from grading.feedback.selection import explain
from grading.feedback.sentences import mistakes_of
from grading.results import Mistake
from grading.sandbox.in_process import local_answer
from language import N_
from language import translated as _

MOST_MISTAKES = 2
REMEMBERS = N_(
    "Something is kept from one call to the next, such as a variable outside of the function, or a default argument "
    "like [], which is made only once; or something is drawn at random. Make afresh in the function what each call "
    "needs."
)


def name_mistake(exercise: Exercise, observed: list[Observed]) -> Mistake | None:
    """The known mistake with exactly these observations; None if there is none, or two: a wrong name is worse."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what torch thinks of wrong answers is not for the learner
        matches = {
            mistake_of(name)
            for name, known in _wrong_answers(exercise, language.current()).items()
            if all(_is_like(known, number, seen) for number, seen in enumerate(observed))
        }
    return _mistakes(exercise, language.current())[matches.pop()] if len(matches) == 1 else None


def name_mistakes(
    exercise: Exercise, observed: list[Observed], right: list[Observed], answer: Answer | None = None
) -> tuple[tuple[Mistake, ...], bool]:
    """What explains these observations, where those of the solution are the right ones, and whether it explains all.

    answer: what was observed, to be tried once more where no mistake explains it.
    """
    if all(_equal(mine, theirs) for mine, theirs in zip(observed, right, strict=True)):
        return (), False
    if mistake := name_mistake(exercise, observed):
        return (mistake,), True
    if _remembers(observed):
        title = _("The same call gives another result the second time.")
        return (Mistake("remembers_earlier_calls", title, _(REMEMBERS)),), False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cells = cells_of(exercise, observed, right)
        known = known_mistakes(exercise)
        explanations = explain(exercise, cells, known, solved(exercise), two_wrong_steps(exercise))
        mistakes = [mistake for one in explanations for mistake in mistakes_of(exercise, one)]
        if answer and explain_little(explanations):
            others = any(crashed(cell.got) for cell in cells) + len(mistakes)  # what a crash means is told too
            mistakes += islice(broken_invariants(exercise, answer), max(0, MOST_MISTAKES - others))
    return tuple(mistakes[:MOST_MISTAKES]), explain_all(explanations)


def known_mistakes(exercise: Exercise, situations: Sequence[Situation] = ()) -> list[Known]:
    """The wrong answers of an exercise and their variants, each with the name of its mistake.

    They are put through these situations; without any, through those of the exercise.
    """
    mistakes = _mistakes(exercise, language.current())
    wrong = in_situations(exercise, situations) if situations else _wrong_answers(exercise, language.current())
    return [Known(mistakes[mistake_of(name)], answer.of_cell, answer.changed) for name, answer in wrong.items()]


def two_wrong_steps(exercise: Exercise) -> Iterable[WrongSteps]:
    """What comes of each two wrong steps of an exercise together."""
    if kept := recorded(exercise, language.current()):
        return kept.pairs(_mistakes(exercise, language.current()))
    return pairs_of(exercise, partial(wrong_classes, exercise))


def wrong_classes(exercise: Exercise) -> dict[str, tuple[Mistake, type]]:
    """The wrong classes of an exercise, or its wrong steps, made afresh, each with its mistake.

    No variants: with another base, their methods cannot be put together with those of the others.
    """
    mistakes = _mistakes(exercise, language.current())
    classes = answers_in((MISTAKES if exercise.instance else STEPS) / exercise.file)
    return {name: (mistakes[mistake_of(name)], answer) for name, answer in classes.items()}


def solved(exercise: Exercise) -> Known:
    """The solution, as if it were a mistake that makes all right; to be called where nothing else is needed for it."""
    changed: Callable[[Change, Cell], Any] | None = None
    if kept := recorded(exercise, language.current()):
        changed = kept.solution.changed if kept.has_changes else None
    elif not (exercise.scenario or exercise.needs):  # else it imports what the learner wrote
        answer = answers_in(SOLUTIONS / exercise.file)[exercise.name]
        changed = partial(Change.predict, answer=answer)
    return Known(Mistake("", "", ""), lambda cell: cell.expected, changed)


def _remembers(observed: Sequence[Observed]) -> bool:
    """Whether the situation that came twice came to something else the second time."""
    first, last = observed[0], observed[-1]
    return first.situation is last.situation and not _equal(first, last)


def _is_like(known: "WrongAnswer | RecordedAnswer", number: int, seen: Observed) -> bool:
    """Whether a known mistake comes to this in a situation; where its value tells, nothing else of it is observed."""
    if isinstance(seen.situation, Call) and isinstance(known, WrongAnswer):
        what = next(iter(seen.seen))
        if not same(known.value(number), seen.value(what)):
            return False
    return _equal(known.in_situation(number), seen)


def _equal(mine: Observed, theirs: Observed) -> bool:
    return mine.seen.keys() == theirs.seen.keys() and all(
        same(mine.value(what), theirs.value(what)) for what in mine.seen
    )


@cache
def _mistakes(exercise: Exercise, language: str) -> dict[str, Mistake]:
    """The known mistakes by their names, in this language."""
    kept = recorded(exercise, language)
    texts = kept.texts if kept else texts_of_mistakes(exercise)
    return {name: Mistake(name, _(title), _(explanation)) for name, (title, explanation) in texts.items()}


def texts_of_mistakes(exercise: Exercise) -> dict[str, tuple[str, str]]:
    """The title and the explanation of each mistake, in English."""
    found = answers_in(MISTAKES / exercise.file) | answers_in(STEPS / exercise.file)
    return {snake_case(name): texts_of(answer.__doc__) for name, answer in found.items() if answer.__doc__}


@dataclass
class WrongAnswer:
    """A wrong answer, and what is observed of it in the situations that somebody asked for.

    To play all of them takes long. Objects may share state, so they go through all that come before.
    """

    exercise: Exercise
    situations: Sequence[Situation]
    answer: Answer
    observed: dict[int, Observed] = field(default_factory=dict)
    values: dict[int, Any] = field(default_factory=dict)

    def in_situation(self, number: int) -> Observed:
        for earlier in range(number + 1) if self.exercise.instance else [number]:
            if earlier not in self.observed:
                situation = self.situations[earlier]
                self.observed[earlier] = observe_situation(self.exercise, situation, self.answer)
        return self.observed[number]

    def of_cell(self, cell: Cell) -> Any:
        if isinstance(cell.situation, Call) and cell.aspect == VALUE:
            return self.value(cell.number)
        return self.in_situation(cell.number).value(cell.what)

    def value(self, number: int) -> Any:
        """What comes back in a call: the gradients would take longer than the value itself."""
        if number not in self.values:
            situation = self.situations[number]
            assert isinstance(situation, Call)
            self.values[number] = value_of_call(situation.arguments, self.answer)
        return self.values[number]

    def changed(self, change: Change, cell: Cell) -> Any:
        """What comes back for the changed arguments of a cell's call."""
        return change.predict(cell, self.answer)


@cache
def _wrong_answers(exercise: Exercise, language: str) -> Mapping[str, WrongAnswer | RecordedAnswer]:
    """The wrong answers of an exercise and their variants, whose observations are named in this language."""
    kept = recorded(exercise, language)
    return kept.wrong if kept else in_situations(exercise, situations_of(exercise))


def in_situations(exercise: Exercise, situations: Sequence[Situation]) -> dict[str, WrongAnswer]:
    """The wrong answers, their variants and steps, by name, to be put through these situations."""
    found = _answers(exercise).items()
    return {name: WrongAnswer(exercise, situations, local_answer(exercise, answer)) for name, answer in found}


def _answers(exercise: Exercise) -> dict[str, Any]:
    """The wrong answers, and what has one wrong step, unless that is among them."""
    whole = answers_in(MISTAKES / exercise.file) | answers_in(MISTAKES / "variants" / exercise.file)
    steps = answers_in(STEPS / exercise.file)
    new = [name for name, step in steps.items() if step.__doc__ or mistake_of(name) != snake_case(name)]
    return whole | {name: steps[name]() for name in new}
