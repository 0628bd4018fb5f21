"""Situations that tell mistakes apart, and what can be observed in them.

The same probes are played with the learner's code, in a worker, and with each of the kit's wrong answers, in
the trusted process. Observations are plain values: numbers, tensors, and how a crash reads.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import torch
from torch import Tensor

from grading.sandbox.untrusted.scenarios import play_epoch

Objects = Mapping[str, Any]
Probe = Callable[[Objects], Any]


def crash(error: BaseException, named: Any) -> dict[str, str]:
    """An exception as an observation: its kind and its text, without names that differ from code to code."""
    text = str(error).partition("\n")[0]
    own_name = getattr(named, "__name__", type(named).__name__)
    text = text.replace(own_name, "it").replace(f"'{type(named).__name__}'", "'it'")
    if isinstance(error, NameError):
        text = re.sub(r"'\w+'", "a name", text)
    return {"raised": type(error).__name__, "text": text}


def attempt(function: Callable[..., Any], *args: Any, named: Any = None) -> Any:
    """What a call returns, or its crash."""
    try:
        return function(*args)
    except Exception as error:
        return crash(error, function if named is None else named)


def _tensor(values: Any, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.tensor(values, dtype=dtype)


def _normal(seed: int, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64).to(dtype)


def _watched(function: Any, *args: Tensor) -> dict[str, Any]:
    """One call on tensors: its value, the gradients of its floating arguments, the arguments afterwards."""
    plain = [arg.clone() for arg in args]
    value = attempt(function, *plain)
    observed = {"value": value.detach() if isinstance(value, Tensor) else value, "after": plain}
    tracked = [arg.clone().requires_grad_(arg.is_floating_point()) for arg in args]
    result = attempt(function, *tracked)
    if isinstance(result, Tensor) and result.requires_grad:
        weights = _normal(99, *result.shape, dtype=result.dtype)
        crashed = attempt((result * weights).sum().backward, named=function)
        observed["gradients"] = crashed or [arg.grad for arg in tracked if arg.requires_grad]
    else:
        observed["gradients"] = None if isinstance(result, Tensor) else result
    return observed


def _calls(name: str, inputs: list[tuple[Tensor, ...]]) -> list[Probe]:
    def probe(args: tuple[Tensor, ...]) -> Probe:
        return lambda objects: _watched(objects[name], *args)

    return [probe(args) for args in inputs]


def _softmax_inputs() -> list[tuple[Tensor, ...]]:
    shapes = [(2, 3), (1, 3), (3, 3), (1, 1), (4, 1), (5, 2), (3, 4)]
    inputs: list[tuple[Tensor, ...]] = [(_normal(seed, *shape),) for seed, shape in enumerate(shapes)]
    return [*inputs, (_normal(7, 3, 4, dtype=torch.float64),), (3 * _normal(8, 4, 3).abs(),)]


def _cross_entropy_inputs() -> list[tuple[Tensor, ...]]:
    inputs: list[tuple[Tensor, ...]] = [(_tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2]))]
    for seed, (rows, classes) in enumerate(((1, 3), (3, 3), (3, 1), (5, 2), (2, 4), (6, 3))):
        dtype = torch.float64 if seed % 2 else torch.float32
        weights = 0.05 + _normal(seed, rows, classes, dtype=dtype).abs()
        labels = torch.arange(rows) * 2 % classes
        inputs.append((weights / weights.sum(dim=1, keepdim=True), labels))
    return inputs


def _accuracy_inputs() -> list[tuple[Tensor, ...]]:
    inputs: list[tuple[Tensor, ...]] = [
        (_tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])),
        (_tensor([[0.2, 0.7, 0.1]]), torch.tensor([1])),
        (_tensor([[0.2, 0.7, 0.1]]), torch.tensor([0])),
        (torch.tensor([1, 0, 2, 1, 2]), torch.tensor([1, 0, 2, 0, 1])),
        (_tensor([[0.6, 0.4], [0.1, 0.9], [0.3, 0.7]]), torch.tensor([0, 1, 0])),
        (_tensor([[0.3, 1.9, 0.2], [2.7, 1.0, 0.0], [1.2, 0.4, 2.1]]), torch.tensor([1, 2, 0])),
        (_tensor([[-3.0, -1.0], [-2.0, -5.0]]), torch.tensor([1, 1])),
        (_tensor([[0.1, 0.2, 0.4], [0.9, 0.8, 0.3], [0.0, 0.6, 0.5]]), torch.tensor([2, 0, 1])),
        (_tensor([[0.4, 0.35, 0.25], [0.2, 0.45, 0.35]]), torch.tensor([1, 2])),
    ]
    for seed, (rows, classes) in enumerate(((8, 3), (4, 4), (12, 10))):
        inputs.append((_normal(seed, rows, classes), torch.arange(rows) % classes))
    return inputs


Script = tuple[tuple[Any, ...], ...]
SCRIPTS: list[tuple[int, Script]] = [
    (1, (("get", 0), ("add", 2.5), ("get", 0), ("add", 1), ("get", 0), ("reset",), ("get", 0))),
    (2, (("add", 1, 2), ("add", 3, 4), ("get", 0), ("get", 1), ("reset",), ("get", 0), ("get", 1), ("add", 5, 6),
         ("get", 0), ("get", 1))),
    (3, (("get", 0), ("get", 2), ("add", 0.5, 20, 1.25), ("get", 0), ("get", 1), ("get", 2), ("add", 0.5, 1, 2),
         ("get", 0), ("get", 1), ("get", 2))),
    (2, (("other",), ("add", 1, 2), ("get other", 0), ("get other", 1), ("get", 1))),
    (2, (("add tensor", 1.5, 2.0), ("add tensor", 1.5, 2.0), ("get", 0), ("get", 1))),
]  # fmt: skip


METHODS = {"get": "__getitem__", "get other": "__getitem__", "add": "add", "add tensor": "add", "reset": "reset"}


def _accumulator_probes() -> list[Probe]:
    def probe(n: int, script: Script) -> Probe:
        return lambda objects: list(_played(objects["Accumulator"], n, script))

    return [probe(n, script) for n, script in SCRIPTS]


def _played(Accumulator: Any, n: int, script: Script) -> Iterator[Any]:
    """What each step of a script comes to; a crash ends it."""
    metric = attempt(Accumulator, n)
    yield metric if _crashed(metric) else None
    other = None
    for step, *args in script:
        if step == "other":
            other = attempt(Accumulator, n)
            continue
        subject = other if step == "get other" else metric
        if step == "add tensor":
            args = [torch.tensor(value, requires_grad=True) for value in args]
        came = attempt(_step, subject, METHODS[step], args, named=subject)
        hangs = isinstance(came, Tensor) and came.requires_grad
        yield {"hangs on the graph": hangs, "value": came.detach() if isinstance(came, Tensor) else came}
        if _crashed(came):
            return


def _step(subject: Any, method: str, args: list[Any]) -> Any:
    return getattr(subject, method)(*args)


def _crashed(value: Any) -> bool:
    return isinstance(value, dict) and "raised" in value


def _train_epoch_probes() -> list[Probe]:
    def probe(net: str, updater: str, sizes: tuple[int, ...], **start: bool) -> Probe:
        return lambda objects: _epoch(objects["train_epoch_ch3"], net, updater, sizes, **start)

    return [
        *(
            probe(net, updater, sizes)
            for sizes in ((3,), (4, 4), (5, 2), (3, 3, 1))
            for net in ("function", "module")
            for updater in ("function", "optimizer")
        ),
        probe("module", "optimizer", (4, 4), in_training_mode=True),
        probe("module", "optimizer", (4, 4), stale_gradients=True),
    ]


def _epoch(train_epoch_ch3: Any, net: str, updater: str, sizes: tuple[int, ...], **start: bool) -> dict[str, Any]:
    batches = [(_normal(seed, n, 6), torch.arange(n) * 2 % 3) for seed, n in enumerate(sizes)]

    def guarded(*args: Any) -> Any:
        return attempt(train_epoch_ch3, *args)

    return play_epoch(
        {"train_epoch_ch3": guarded}, net=net, updater=updater, W=_normal(50, 6, 3), b=_normal(51, 3),
        batches=batches, learning_rate=0.5, **start,
    )  # fmt: skip


def probes_of(exercise_id: str) -> list[Probe]:
    """The probes of an exercise, from the simplest on."""
    return {
        "softmax": lambda: _calls("softmax", _softmax_inputs()),
        "cross_entropy": lambda: _calls("cross_entropy", _cross_entropy_inputs()),
        "accuracy": lambda: _calls("accuracy", _accuracy_inputs()),
        "accumulator": _accumulator_probes,
        "train_epoch": _train_epoch_probes,
    }[exercise_id]()


def observe(objects: Objects, exercise_id: str) -> list[Any]:
    """What the probes of an exercise come to with these objects."""
    return [probe(objects) for probe in probes_of(exercise_id)]
