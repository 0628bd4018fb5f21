"""What a submission could find in its worker. The text of this file is handed in: it imports nothing of the kit."""

import gc
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import torch


def search(folders: Sequence[str], reversed_lines: Sequence[str], substitutes: Sequence[str]) -> Iterator[str]:
    """Whatever comes from these folders, and texts that hold one of these lines.

    The lines are given back to front, since this text is in the worker too. Of code that stands in for a submitted
    file only these substitutes are nothing to report.
    """
    packages = {Path(folder).name for folder in folders}
    yield from (f"module {name}" for name in sys.modules if name.partition(".")[0] in packages)
    yield from (
        f"class {kind.__module__}.{kind.__qualname__}"
        for kind in _subclasses(object)
        if str(kind.__module__).partition(".")[0] in packages
    )
    lines = [line[::-1] for line in reversed_lines]
    for item in _everything():
        if isinstance(item, CodeType):
            file = item.co_filename
            if file.startswith(tuple(f"{folder}/" for folder in folders)):
                yield f"code of {file}: {item.co_name}"
            if file.startswith("kit/") and file.removeprefix("kit/") not in substitutes:
                yield f"code of a substitute: {file}"
        if isinstance(item, str) and not any(item is line for line in lines):
            yield from (f"the line {line!r}" for line in lines if line in item)
        if isinstance(item, bytes | bytearray):
            yield from (f"the line {line!r} as bytes" for line in lines if line.encode() in item)


def _subclasses(kind: type) -> Iterator[type]:
    for subclass in type.__subclasses__(kind):
        yield subclass
        yield from _subclasses(subclass)


def _everything() -> Iterator[Any]:
    """All objects that the garbage collector knows or hid, the frames up from here, and what these hold."""
    gc.unfreeze()
    waiting = gc.get_objects()
    frame = sys._getframe()
    while frame := frame.f_back:  # type: ignore[assignment]  # None ends the loop
        waiting += [frame.f_code, *frame.f_locals.values()]
    own = {id(waiting)}
    seen: set[int] = set()
    while waiting:
        item = waiting.pop()
        if id(item) in seen or id(item) in own:
            continue
        seen.add(id(item))
        yield item
        held = item.co_consts if isinstance(item, CodeType) else gc.get_referents(item)
        waiting += [
            part for part in held if isinstance(part, str | bytes | bytearray | CodeType) or not gc.is_tracked(part)
        ]


def opened(files: Sequence[str], modules: Sequence[str], kit: str) -> Iterator[str]:
    """Those files that can be read, and modules that can be imported."""
    sys.path.insert(0, kit)
    for file in files:
        with suppress(OSError):
            yield f"{len(Path(file).read_text())} characters of {file}"
    for module in modules:
        with suppress(ImportError, OSError):
            importlib.import_module(module)
            yield f"import {module}"


# The kit's own functions and classes, handed in as answers


def solvers() -> Iterator[str]:
    """Those of the engine's callables, as far as they are in the worker, that would solve one of four exercises."""
    for name, candidate in _callables():
        for exercise, solves in (("softmax", _softmax), ("cross_entropy", _cross_entropy), ("accuracy", _accuracy),
                                 ("Accumulator", _accumulator)):  # fmt: skip
            with suppress(Exception, SystemExit):
                if solves(candidate):
                    yield f"{name} solves {exercise}"


def number_of_callables() -> int:
    return len(list(_callables()))


def _callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in [module for name, module in sorted(sys.modules.items()) if name.startswith(("grading", "language"))]:
        for name, value in list(vars(module).items()):
            if str(getattr(value, "__module__", "")).partition(".")[0] not in ("grading", "language"):
                continue
            if callable(value):
                yield f"{module.__name__}.{name}", value
            for method, function in list(vars(value).items()) if isinstance(value, type) else ():
                if isinstance(function, FunctionType | staticmethod):
                    yield f"{module.__name__}.{name}.{method}", getattr(value, method)


def _softmax(candidate: Callable[..., Any]) -> bool:
    got = candidate(torch.tensor([[0.0, 0.0], [1.0, 0.0]]))
    return bool(torch.allclose(got, torch.tensor([[0.5, 0.5], [0.7310586, 0.2689414]])))


def _cross_entropy(candidate: Callable[..., Any]) -> bool:
    got = candidate(torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2]))
    return bool(torch.allclose(got, torch.tensor([2.3025851, 0.6931472])))


def _accuracy(candidate: Callable[..., Any]) -> bool:
    return float(candidate(torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2]))) == 1.0


def _accumulator(candidate: Callable[..., Any]) -> bool:
    metric = candidate(2)
    metric.add(1, 2)
    metric.add(3, 4)
    return bool(metric[0] == 4 and metric[1] == 6)
