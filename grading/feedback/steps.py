"""What is observed at the steps of a script, in words: all that was written up to there, and under which conditions."""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from torch import Tensor

from course.records import Exercise, Script, Step
from course.values import call_text
from language import N_
from language import translated as _

TENSORS = N_("tensors were handed over")


@dataclass(frozen=True)
class StepNames:
    """What is observed at a step, by all that was written up to it: the object that was made, the call, its graph."""

    made: str
    called: str
    on_graph: str
    conditions: tuple[str, ...]


@cache
def steps_of(exercise: Exercise, situation: Script, spoken: str) -> Sequence[tuple[Step, StepNames]]:
    """The steps of a script with what is observed there in the language in use: it is the same for every answer."""
    written, made, before = "", set[str](), defaultdict[str, set[str]](set)
    found = []
    for step in (Step(exercise.instance, ""), *situation.steps):
        if step.object not in made:
            made.add(step.object)
            one = f"{step.object} = {call_text(exercise.name, situation.arguments)}"
            written = f"{written}; {one}" if written else one
        looked_up = step.method == "__getitem__"
        call = f"{step.object}[{step.arguments[0]}]" if looked_up else call_text(
            f"{step.object}.{step.method}", step.arguments
        )  # fmt: skip
        conditions = _conditions_of_a_step(
            exercise, situation.arguments[0], step.arguments[0] if looked_up else None,
            step.object != exercise.instance, frozenset(before[step.object]),
        )  # fmt: skip
        on_graph = _("{call} hangs on the graph").format(call=f"{written}; {call}")
        found.append((step, StepNames(written, f"{written}; {call}", on_graph, conditions)))
        if step.method and not looked_up:  # which changes nothing
            written = f"{written}; {call}"
            tensors = any(isinstance(argument, Tensor) for argument in step.arguments)
            before[step.object] |= {step.method, TENSORS} if tensors else {step.method}
    return found


def _conditions_of_a_step(
    exercise: Exercise, n: int, place: int | None, of_another: bool, before: Set[str]
) -> tuple[str, ...]:
    """What happened to the object before a step, or did not; place: what is looked up, among n."""
    found = []
    for method in _methods(exercise):
        called = _("{method}() was called before") if method in before else _("{method}() was not called before")
        found.append(called.format(method=method))
    if place is not None:
        last = place == n - 1
        found.append(_("the last one is looked up") if last else _("another one than the last is looked up"))
        if n > 1:
            found.append(_("another one than the first is looked up") if place else _("the first one is looked up"))
    if of_another:
        found.append(_("there are two objects"))
    if TENSORS in before:
        found.append(_(TENSORS))
    return tuple(found)


@cache
def _methods(exercise: Exercise) -> tuple[str, ...]:
    """The methods that change an object."""
    steps = (step for script in exercise.situations() if isinstance(script, Script) for step in script.steps)
    return tuple(dict.fromkeys(step.method for step in steps if step.method != "__getitem__"))
