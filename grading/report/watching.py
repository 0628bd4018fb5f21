"""What somebody sees who works while their saves are graded: the last verdict, what to do next, how far they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from rich.text import Text

from grading.report.next_step import headline, next_step
from grading.report.terminal import STATUS, praise
from grading.results import ExerciseResult, Scorecard
from grading.text import printable, wrapped
from language import N_

LEAST_ROOM = 6
"""Lines that the next step gets on any terminal."""
WIDEST_BAR = 48
KEYS = {
    "h": (N_("hint"), N_("the next hint for the exercise that you are at")),
    "l": (N_("list"), N_("all exercises, and where each of them stands")),
    "r": (N_("reset"), N_("the stub again; your file is kept beside it")),
    "a": (N_("all"), N_("grade everything, and train the model")),
    "t": (N_("train"), N_("train your model with a live plot, and show what it predicts")),
    "q": (N_("quit"), N_("stop watching")),
}
"""What a key does, in one word and in a few."""


@dataclass(frozen=True)
class View:
    """What there is to show.

    heading: the last verdicts, which were given `at` this time. news: what was just done and learnt.
    problem: why there is no verdict.
    step: what to do next where that is no open check; else scorecard has the one exercise that is next.
    extra: what a key asked for. done, tasks: how many are done, of how many.
    keys: whether somebody can press them.
    """

    at: str = ""
    heading: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    problem: str = ""
    step: str = ""
    scorecard: Scorecard | None = None
    extra: Text | None = None
    done: int = 0
    tasks: int = 0
    keys: bool = True


def rendered(view: View, width: int, height: int) -> Text:
    """The view in lines of so many columns; what to do next is shortened until all has so many lines, if it can be."""
    gap = " " * len(view.at)
    times = [view.at, *(gap for _verdict in view.heading[1:])]
    heading = [f"{time}  {verdict}" for time, verdict in zip(times, view.heading, strict=False)]
    before = [Text(printable(_in_lines(heading, width)), "dim")] if heading else []
    before += [Text(wrapped(printable(text), width), "green") for text in view.news]
    if view.problem:
        before.append(Text(wrapped(printable(view.problem), width), "red"))
    after = [view.extra] if view.extra else []
    foot = progress(view.done, view.tasks, width)
    if view.keys:
        foot = Text("\n").join([foot, keys_line(width)])
    around = [*before, *after, foot]
    room = height - sum(len(part.plain.splitlines()) + 1 for part in around)
    return Text("\n\n").join([*before, *_step(view, width, max(room, LEAST_ROOM)), *after, foot])


def _step(view: View, width: int, room: int) -> list[Text]:
    if view.step:
        return [headline(_("Next: {step}"), width, step=view.step)]
    if view.scorecard:
        return [next_step(view.scorecard, width, room)]
    if view.done == view.tasks:
        return [Text(wrapped(praise(), width))]
    return []


def verdict(result: ExerciseResult) -> str:
    """One exercise in a few words."""
    words, _style = STATUS[result.status]
    if result.status == "not_started":
        return _("{exercise}: {status}").format(exercise=result.id, status=_(words))
    template = ngettext(
        "{exercise}: {status}, {score} of {count} point",
        "{exercise}: {status}, {score} of {count} points",
        result.max_score,
    )
    return template.format(exercise=result.id, status=_(words), score=result.score, count=result.max_score)


def progress(done: int, tasks: int, width: int) -> Text:
    """A bar over the course."""
    words = Text(" " + _("{done} of {tasks} done").format(done=done, tasks=tasks))
    room = min(width - words.cell_len - 2, WIDEST_BAR)
    filled = room * done // max(tasks, 1)
    return Text("[").append("#" * filled, "green").append("-" * (room - filled), "dim").append("]").append(words)


def keys_line(width: int) -> Text:
    """The keys, each with its word, in as few lines as they need."""
    lines = [Text()]
    for key, (word, _meaning) in KEYS.items():
        item = Text(key, "bold").append(f" {_(word)}", "dim")
        gap = 3 if lines[-1] else 0
        if lines[-1].cell_len + gap + item.cell_len > width:
            lines.append(Text())
            gap = 0
        lines[-1].append(" " * gap).append(item)
    return Text("\n").join(lines)


def keys_explained(width: int) -> Text:
    """What each key does, a line each."""
    return Text(_in_lines([f"{key}  {_(meaning)}" for key, (_word, meaning) in KEYS.items()], width))


def _in_lines(texts: Sequence[str], width: int) -> str:
    return "\n".join(wrapped(text, width) for text in texts)
