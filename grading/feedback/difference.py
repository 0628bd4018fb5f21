"""The smallest input on which an answer differs from the right one, with both results side by side."""

from collections.abc import Callable, Iterator
from gettext import gettext as _
from itertools import product
from typing import Any

import torch
from torch import Tensor

from course import Exercise
from grading.feedback import reference
from grading.feedback.diagnosis import same
from grading.results import Undecided
from grading.sandbox.messages import call_text, value_text
from grading.sandbox.session import RemoteSession
from language import N_

Args = tuple[Any, ...]
MOST_SHRINKING_CALLS = 200


def smallest_difference(exercise: Exercise, session: RemoteSession) -> str:
    """The difference as lines for the learner, or "" if none of the inputs that are tried shows one."""
    if exercise.id == "accumulator":
        return _of_scripts(session.get(exercise))
    if exercise.id == "train_epoch":
        return _of_epochs(session)
    return _of_calls(exercise, session.get(exercise))


def _lines(call: str, got: str, expected: str) -> str:
    return _("{call}\n  got       {got}\n  expected  {expected}").format(call=call, got=got, expected=expected)


def _outcome(function: Callable[..., Any], args: Args) -> Any:
    """What a call returns; if it does not come to that, the message that says why."""
    try:
        return function(*args)
    except Undecided as failure:
        return failure


def _text(outcome: Any) -> str:
    return str(outcome).partition("\n")[0] if isinstance(outcome, Undecided) else value_text(outcome)


REFERENCES: dict[str, Callable[..., Any]] = {
    "softmax": reference.softmax,
    "cross_entropy": reference.cross_entropy,
    "accuracy": reference.accuracy,
}


def _of_calls(exercise: Exercise, function: Callable[..., Any]) -> str:
    expected = REFERENCES[exercise.id]

    def differs(args: Args) -> bool:
        return not same(_outcome(function, args), expected(*args))

    first = next((args for args in _inputs(exercise) if differs(args)), None)
    if first is None:
        return ""
    args = _shrunk(first, differs)
    return _lines(call_text(exercise.name, args), _text(_outcome(function, args)), value_text(expected(*args)))


def _inputs(exercise: Exercise) -> Iterator[Args]:
    """Inputs from the smallest on; the later ones have numbers without a pattern."""
    generator = torch.Generator().manual_seed(0)
    for seed, (rows, classes) in product(range(6), ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (2, 3), (3, 2), (5, 4))):
        numbers = torch.arange(float(rows * classes)).reshape(rows, classes)
        X = torch.randn(rows, classes, generator=generator) if seed else numbers % 3
        labels = torch.arange(rows) % classes
        if exercise.id == "softmax":
            yield (X,)
        elif exercise.id == "cross_entropy":
            yield reference.softmax(X).mul(100).round().div(100), labels
        elif classes > 1:
            yield X, labels
            yield X.argmax(dim=1), labels


def _shrunk(args: Args, differs: Callable[[Args], bool]) -> Args:
    """The same kind of input with rounder numbers, as long as the results still differ."""
    left = MOST_SHRINKING_CALLS
    scores = args[0]
    if not scores.is_floating_point():
        return args
    for place in range(scores.numel()):
        for simpler in (0.0, 1.0, round(float(scores.flatten()[place]), 1)):
            trial = scores.clone()
            trial.view(-1)[place] = simpler
            left -= 1
            if left < 0:
                return (scores, *args[1:])
            if float(scores.flatten()[place]) != simpler and differs((trial, *args[1:])):
                scores = trial
                break
    return (scores, *args[1:])


def _of_scripts(Accumulator: Callable[[int], Any]) -> str:
    """The shortest sequence of calls after which a sum is not what it should be."""
    for n in (1, 2, 3):
        values = (2.5, 4.0, 1.0)[:n]
        steps: list[tuple[str, Args]] = [("add", values), ("reset", ())]
        for length in range(4):
            for script in product(steps, repeat=length):
                for index in range(n):
                    got = _outcome(lambda *_: _play(Accumulator, n, script, index), ())  # noqa: B023  (called at once)
                    expected = _play(reference.Accumulator, n, script, index)
                    if not same(got, expected):
                        calls = [
                            f"metric = Accumulator({n})",
                            *(call_text(f"metric.{step}", args) for step, args in script),
                        ]
                        return _lines("; ".join([*calls, f"metric[{index}]"]), _text(got), value_text(expected))
    return ""


def _play(Accumulator: Callable[[int], Any], n: int, script: tuple[tuple[str, Args], ...], index: int) -> Any:
    metric = Accumulator(n)
    for step, args in script:
        getattr(metric, step)(*args)
    return metric[index]


def _of_epochs(session: RemoteSession) -> str:
    """The fewest and smallest batches after which something of an epoch is not what it should be."""
    for sizes in ((1,), (1, 1), (2, 1), (3, 3, 2)):
        for net, updater in product(("function", "module"), ("function", "optimizer")):
            batches = [(_tensor(n, 2), torch.arange(n) % 2) for n in sizes]
            start: dict[str, Any] = {"W": torch.eye(2), "b": torch.zeros(2), "batches": batches, "learning_rate": 0.5}
            expected = reference.epoch(**start)
            played = _outcome(lambda *_: session.play("play_epoch", net=net, updater=updater, **start), ())  # noqa: B023
            where = _situation(sizes, net, updater)
            for what, got in _observed(played).items():
                if not same(got, expected[what]):
                    return _lines(f"{where} {_(what)}", _text(got), value_text(expected[what]))
    return ""


def _tensor(rows: int, features: int) -> Tensor:
    return torch.arange(float(rows * features)).reshape(rows, features) % 3


def _situation(sizes: tuple[int, ...], net: str, updater: str) -> str:
    told = {
        ("function", "function"): _("One epoch: batches of {sizes}; net a function, updater a function:"),
        ("function", "optimizer"): _("One epoch: batches of {sizes}; net a function, updater a torch Optimizer:"),
        ("module", "function"): _("One epoch: batches of {sizes}; net a Module, updater a function:"),
        ("module", "optimizer"): _("One epoch: batches of {sizes}; net a Module, updater a torch Optimizer:"),
    }
    return told[net, updater].format(sizes=", ".join(map(str, sizes)))


def _observed(played: Any) -> dict[str, Any]:
    match played:
        case {"returned": [loss, accuracy] | (loss, accuracy), "W": W, "b": b}:
            return {N_("mean loss"): loss, N_("accuracy"): accuracy, "W": W, "b": b}
        case {"returned": returned}:
            return {"mean loss": returned}
    return {"mean loss": played}
