"""What is observed of an answer in the situations of its exercise, and when two observations are the same.

The learner's answer is in a worker, the kit's own are called here; what is observed are plain values either way.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from torch import Tensor

import language
from course.records import Answer, Call, Exercise, Play, Script, Situation
from course.values import call_text, dtype_text, normal
from grading.feedback.attempts import attempt, crash, crashed
from grading.feedback.comparison import bounded
from grading.feedback.steps import steps_of
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
    if isinstance(situation, Call):
        found, operators = _called(exercise, situation, answer)
    else:
        found = list(observations(exercise, situation, answer))
    seen = {
        one.what: Observation(one.what, bounded(one.value), one.aspect, (*one.conditions, *conditions)) for one in found
    }
    return Observed(situation, seen, operators)


def observations(exercise: Exercise, situation: Script | Play, answer: Answer) -> Iterator[Observation]:
    """What is observed in one situation, one after the other: an object is used as far as is asked for."""
    if isinstance(situation, Script):
        return _used(exercise, situation, answer)
    return iter(_played(exercise, situation, answer))


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
    objects = dict[str, Any]()
    for step, names in steps_of(exercise, situation, language.current()):
        if step.object not in objects:
            objects[step.object] = attempt(answer, *situation.arguments)
        if crashed(objects[step.object]):
            yield Observation(names.made, objects[step.object], VALUE)
            return
        if not step.method:
            yield Observation(names.made, None, VALUE)
            continue
        looked_up = step.method == "__getitem__"
        args = [arg.detach().requires_grad_() if isinstance(arg, Tensor) else arg for arg in step.arguments]
        value = attempt(_method, objects[step.object], step.method, *args)
        if not (looked_up or crashed(value)):
            value = None  # nobody uses what other methods return
        kept, on_graph = _copied(value), _on_graph(value)
        yield Observation(names.called, kept, LOOKED_UP if looked_up else VALUE, names.conditions)
        yield Observation(names.on_graph, on_graph, ON_GRAPH, names.conditions)
        if crashed(value):
            return


def _copied(value: Any) -> Any:
    """A value as it is now, without its graph: what comes back may be the object's own list."""
    if isinstance(value, list):
        return [_copied(item) for item in value]
    return value.detach().clone() if isinstance(value, Tensor) else deepcopy(value)


def _on_graph(value: Any) -> bool:
    return isinstance(value, Tensor) and value.requires_grad


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
    whole = _("{first} {second}")
    return [
        Observation(whole.format(first=situation.where, second=_(what)), value, what)
        for what, value in (named | played).items()
    ]
