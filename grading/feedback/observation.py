"""What is observed of an answer in the situations of its exercise, and when two observations are the same.

The learner's answer is in a worker, the kit's own are called here; what is observed are plain values either way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from torch import Tensor

import language
from course.records import Answer, Call, Exercise, Play, Script, Situation, Step
from course.values import call_text, dtype_text, normal
from grading.feedback.attempts import attempt, crash, crashed
from grading.feedback.comparison import bounded
from grading.sandbox.remote import RemoteFunction
from grading.sandbox.wire import Foreign
from language import N_
from language import translated as _

VALUE, DTYPE, LOOKED_UP, GRADIENTS = "value", "dtype", "looked up", "gradients"
ARGUMENTS, ON_GRAPH = "arguments", "on graph"
"""Aspects of a call or a step; those of a play are the names of what is observed there."""
WHAT_COMES_BACK = N_("what comes back")


@dataclass(frozen=True, eq=False)
class Observation:
    """A value, what it is as a learner would write it, its aspect of the answer, and the conditions it came under."""

    what: str
    value: Any
    aspect: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Observed:
    """All that is observed in one situation, by what it is.

    operators: no part of an answer: the rows of a call, and how often each of torch's operators ran.
    """

    situation: Situation
    seen: Mapping[str, Observation]
    operators: tuple[int, dict[str, int]] | None = None

    def value(self, what: str) -> Any:
        """What was observed; ABSENT if the answer did not come so far."""
        return self.seen[what].value if what in self.seen else ABSENT


ABSENT = Foreign("nothing")


def observe(exercise: Exercise, answer: Answer) -> list[Observed]:
    """What is observed in each of the exercise's situations."""
    return [observe_situation(exercise, situation, answer) for situation in situations_of(exercise)]


def situations_of(exercise: Exercise) -> Sequence[Situation]:
    """The exercise's situations; of a function the first one comes once more: does it remember?"""
    return _situations(exercise, language.current())


@cache
def _situations(exercise: Exercise, spoken: str) -> Sequence[Situation]:
    """With names in this language; once for all answers, as drawing them takes long."""
    situations = tuple(exercise.situations())
    return situations if exercise.instance else (*situations, situations[0])


def observe_situation(exercise: Exercise, situation: Situation, answer: Answer) -> Observed:
    """What is observed in one situation. Undecided where the submission does not come to an answer at all."""
    conditions = _conditions(exercise, situation, language.current()) if isinstance(situation, Call | Play) else ()
    operators = None
    found: Iterable[Observation]
    match situation:
        case Call():
            found, operators = _called(exercise, situation, answer)
        case Script():
            found = _used(exercise, situation, answer)
        case Play():
            found = _played(exercise, situation, answer)
    seen = {
        one.what: replace(one, value=bounded(one.value), conditions=(*one.conditions, *conditions)) for one in found
    }
    return Observed(situation, seen, operators)


@cache
def _conditions(exercise: Exercise, situation: Call | Play, spoken: str) -> tuple[str, ...]:
    """The conditions of a situation in the language in use: it is the same for a hundred answers."""
    return tuple(map(_, exercise.conditions(situation)))


@cache
def _names_of(exercise: Exercise, situation: Call, spoken: str) -> tuple[str, str, str, str]:
    """What a call is called, its dtype, its gradients, and its arguments afterwards."""
    call = call_text(exercise.name, situation.arguments)
    texts = (_("the dtype of {call}"), _("the gradients of {call}"), _("the arguments after {call}"))
    dtype, gradients, arguments = (text.format(call=call) for text in texts)
    return call, dtype, gradients, arguments


def _called(
    exercise: Exercise, situation: Call, answer: Answer
) -> tuple[list[Observation], tuple[int, dict[str, int]] | None]:
    """The value, the gradients of the floating arguments, and the arguments as they are afterwards."""
    args = situation.arguments
    call, of_dtype, of_gradients, of_arguments = _names_of(exercise, situation, language.current())
    operators: tuple[int, dict[str, int]] | None = None
    after = [arg.clone() for arg in args]
    if isinstance(answer, RemoteFunction):
        value = called = attempt(answer.called, *args)
        if not crashed(called):
            value, after, operators = called.value, called.after, (len(args[0]), called.operators)
    else:
        value = attempt(answer, *after)
    tracked = [arg.clone().requires_grad_(arg.is_floating_point()) for arg in args]
    result = attempt(answer, *tracked)
    gradients: Any = result if crashed(result) else None
    if isinstance(result, Tensor) and result.requires_grad:
        upstream = normal(99, *result.shape, dtype=result.dtype)
        failed = attempt((result * upstream).sum().backward)
        gradients = failed or [arg.grad for arg in tracked if arg.requires_grad]
    after_call = None if crashed(value) else after
    of_numbers = isinstance(value, Tensor) and value.ndim and value.is_floating_point()
    dtype = [Observation(of_dtype, dtype_text(value), DTYPE)] if of_numbers else []
    return [
        Observation(call, plain(value), VALUE),
        *dtype,
        Observation(of_gradients, gradients, GRADIENTS),
        Observation(of_arguments, after_call, ARGUMENTS),
    ], operators


def value_of_call(arguments: Sequence[Any], answer: Answer) -> Any:
    """What one of the kit's own answers returns for tensors, which it may change."""
    return bounded(plain(attempt(answer, *(argument.clone() for argument in arguments))))


def plain(value: Any) -> Any:
    """A value without its graph; of a tensor of numbers, whose dtype is observed by itself, in double precision."""
    if not isinstance(value, Tensor):
        return value
    return value.detach().double() if value.is_floating_point() else value.detach()


def _used(exercise: Exercise, situation: Script, answer: Answer) -> Iterator[Observation]:
    """What each step comes to, by all that was written up to it; a crash ends it."""
    written, objects, before = "", dict[str, Any](), defaultdict[str, set[str]](set)
    for step in (Step(exercise.instance, ""), *situation.steps):
        if step.object not in objects:
            made = f"{step.object} = {call_text(exercise.name, situation.arguments)}"
            written = f"{written}; {made}" if written else made
            objects[step.object] = attempt(answer, *situation.arguments)
        if crashed(objects[step.object]):
            yield Observation(written, objects[step.object], VALUE)
            return
        if not step.method:
            yield Observation(written, None, VALUE)
            continue
        looked_up = step.method == "__getitem__"
        call = f"{step.object}[{step.arguments[0]}]" if looked_up else call_text(
            f"{step.object}.{step.method}", step.arguments
        )  # fmt: skip
        args = [arg.detach().requires_grad_() if isinstance(arg, Tensor) else arg for arg in step.arguments]
        value = attempt(_method, objects[step.object], step.method, *args)
        if not (looked_up or crashed(value)):
            value = None  # nobody uses what other methods return
        kept, on_graph = _copied(value), _on_graph(value)
        place = step.arguments[0] if looked_up else None
        of_another = step.object != exercise.instance
        conditions = _conditions_of_a_step(
            exercise, situation.arguments[0], place, of_another, frozenset(before[step.object]), language.current()
        )
        yield Observation(f"{written}; {call}", kept, LOOKED_UP if looked_up else VALUE, conditions)
        of_graph = _("{call} hangs on the graph").format(call=f"{written}; {call}")
        yield Observation(of_graph, on_graph, ON_GRAPH, conditions)
        if crashed(value):
            return
        if not looked_up:  # which changes nothing
            written = f"{written}; {call}"
            tensors = any(isinstance(argument, Tensor) for argument in step.arguments)
            before[step.object] |= {step.method, TENSORS} if tensors else {step.method}


def _copied(value: Any) -> Any:
    """A value as it is now, without its graph: what comes back may be the object's own list."""
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value.detach().clone() if isinstance(value, Tensor) else deepcopy(value)


def _on_graph(value: Any) -> bool:
    return isinstance(value, Tensor) and value.requires_grad


@cache
def _conditions_of_a_step(
    exercise: Exercise, n: int, place: int | None, of_another: bool, before: Set[str], spoken: str
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


TENSORS = N_("tensors were handed over")


def _method(object: Any, method: str, *args: Any) -> Any:
    return object[args[0]] if method == "__getitem__" else getattr(object, method)(*args)


def _played(exercise: Exercise, situation: Play, answer: Answer) -> list[Observation]:
    """The scenario's observations; of values that came back together, each by its name."""
    played = attempt(lambda: answer(crash_is_returned=True, **situation.arguments))
    if not isinstance(played, dict) or "returned" not in played:
        return [Observation(situation.where, played, VALUE)]
    returned = played.pop("returned")
    names = list(exercise.returns) or [WHAT_COMES_BACK]
    if crashed(returned):
        named = {names[0]: crash(returned["raised"], returned["text"])}
    elif len(names) > 1 and isinstance(returned, tuple | list) and len(returned) == len(names):
        named = dict(zip(names, returned, strict=True))
    else:
        named = {names[0]: returned}
    return [Observation(f"{situation.where} {_(what)}", value, what) for what, value in (named | played).items()]
