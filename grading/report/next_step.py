"""The first thing to do next: what does not hold yet, why, where to look, and one example, in at most 20 lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from textwrap import indent

from rich.text import Text

import course
from grading.results import Check, ExerciseResult, Scorecard
from grading.text import listed, printable, wrapped

MOST_LINES = 20
MARGIN = "  "
WIDEST = 100_000
"""More columns than any sentence has."""


@dataclass(frozen=True)
class Part:
    """A paragraph, and what becomes of it where there is no room for all.

    turn: the parts with a low one get their lines before the others. least: so many lines of it, or none at all.
    """

    text: str
    turn: int
    style: str = ""
    gap: bool = False
    least: int = 1


def next_step(scorecard: Scorecard, width: int, most: int = MOST_LINES) -> Text:
    """What to do next, in so many lines of so many columns at most; no text if nothing is left to do."""
    unsolved = [result for result in (*scorecard.exercises, *scorecard.bonus) if result.status != "passed"]
    if not unsolved:
        return Text(wrapped(printable(_after_full_points(scorecard)), width))
    result = unsolved[0]
    if result.status == "not_started":
        return headline(_("Next: {step}"), width, step=_first_step(scorecard, result))
    title = _what_is_open(result, width)
    room = most - len(title.plain.splitlines())
    return Text("\n").join([title, *_fitted(list(_parts(result, result.open_checks[0])), width, room)])


def in_a_sentence(scorecard: Scorecard) -> str:
    """What to do next, without the reasons; "" if nothing is left to do."""
    unsolved = [result for result in (*scorecard.exercises, *scorecard.bonus) if result.status != "passed"]
    if not unsolved:
        return printable(_after_full_points(scorecard))
    if unsolved[0].status == "not_started":
        return printable(_("Next: {step}").format(step=_first_step(scorecard, unsolved[0])))
    return _what_is_open(unsolved[0], WIDEST).plain


def headline(sentence: str, width: int, style: str = "bold", **words: str) -> Text:
    """A sentence in which that is set off in this style, from the first placeholder on, which is put in."""
    text = Text(wrapped(printable(sentence.format(**words)), width))
    text.stylize(style, sentence.index("{"))
    return text


def paragraph(text: str, width: int, most: int) -> list[str]:
    """The lines of a text between two margins, printable; of more than `most` the first ones."""
    lines = wrapped(printable(text), width - 2 * len(MARGIN)).splitlines()
    cut = lines if len(lines) <= most else [*lines[: max(most, 1) - 1], "..."][:most]
    return [f"{MARGIN}{line}" for line in cut]


def _first_step(scorecard: Scorecard, result: ExerciseResult) -> str:
    if result.waiting_for:
        template = _("the model trains once all five are written; it is waiting for {exercises}.")
        return template.format(exercises=listed(result.waiting_for))
    if scorecard.notebook:
        template = _(
            "write `{name}` in {notebook}; exercises/{file} says what it takes and returns. Then have it graded again."
        )
        exercise = course.exercise(result.id)
        return template.format(name=exercise.name, notebook=scorecard.notebook, file=exercise.file)
    template = _(
        "open {file}, read what it asks for, and replace the line `raise NotImplementedError`. "
        "Then run this command again."
    )
    return template.format(file=f"{scorecard.submission}/{result.id}.py")


def _after_full_points(scorecard: Scorecard) -> str:
    """What the course has after the exercises that were graded; "" if that was all."""
    graded = [result.id for result in (*scorecard.exercises, *scorecard.bonus)]
    tasks = [task.id for task in course.EVERY_TASK]
    following = tasks[max((tasks.index(id) for id in graded if id in tasks), default=len(tasks)) + 1 :]
    if not following:
        return ""
    if following[0] == course.MODEL.id:
        return _("The model is next: `python grader.py` trains it with all that you have written.")
    if scorecard.notebook:
        return _("{exercise} is next, in {notebook}.").format(exercise=following[0], notebook=scorecard.notebook)
    template = _("{exercise} is next: open {file}.")
    return template.format(exercise=following[0], file=f"{scorecard.submission}/{following[0]}.py")


def _what_is_open(result: ExerciseResult, width: int) -> Text:
    """The exercise, and the claim of its first open check, or that its file cannot be used at all."""
    if result.status == "error" and len({check.message for check in result.open_checks}) == 1:
        return headline(_("Next: {exercise} does not run yet."), width, exercise=result.id)
    sentence = _("Next: {exercise}. What does not hold yet: {check}.")
    return headline(sentence, width, exercise=result.id, check=result.open_checks[0].title)


def _parts(result: ExerciseResult, check: Check) -> Iterator[Part]:
    """What there is to say, in the order in which it is read."""
    for number, mistake in enumerate(result.mistakes):
        title = _("And: {mistake}").format(mistake=mistake.title) if number else mistake.title
        yield Part(title, turn=1 if number else 0, style="bold", gap=number > 0)
        yield Part(mistake.explanation, turn=3 if number else 0, least=MOST_LINES if number else 1)
    why = _why(check.message)
    if result.difference and check.status == "failed":
        if why and not result.mistakes:
            yield Part(why, turn=2)
        yield Part(_("The smallest input where it differs:"), turn=2, gap=bool(why or result.mistakes))
        yield Part(result.difference, turn=2)
    else:
        yield Part(check.message, turn=2, gap=bool(result.mistakes))
    if check.output:
        text = f"{_('Your code printed:')}\n{indent(check.output.strip(), MARGIN)}"
        yield Part(text, turn=4, gap=True, least=3)
    if others := len(result.open_checks) - 1:
        template = ngettext(
            "{count} more of its checks does not pass yet; one mistake often explains several.",
            "{count} more of its checks do not pass yet; one mistake often explains several.",
            others,
        )
        yield Part(template.format(count=others), turn=0, style="dim")


def _why(message: str) -> str:
    """What a check says below the call, what came back and what was expected, which it indents."""
    lines = message.rstrip().splitlines()
    indented = [number for number, line in enumerate(lines) if line.startswith(MARGIN)]
    return "\n".join(lines[indented[-1] + 1 :]) if indented else ""


def _fitted(parts: Sequence[Part], width: int, room: int) -> list[Text]:
    """The lines of the parts, each in its style; no more than there is room for."""
    fitted: dict[int, list[Text]] = {}
    for number, part in sorted(enumerate(parts), key=lambda pair: pair[1].turn):
        lines = paragraph(part.text, width, most=room - part.gap)
        whole = paragraph(part.text, width, most=MOST_LINES * MOST_LINES)
        if len(lines) >= min(part.least, len(whole)):
            fitted[number] = [*([Text()] if part.gap else []), *(Text(line, part.style) for line in lines)]
            room -= len(fitted[number])
    return [line for number in sorted(fitted) for line in fitted[number]]
