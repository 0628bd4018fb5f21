"""Wrong answers that nobody has written: right ones with one thing or two changed; and inputs that nobody chose."""

import ast
import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, cast

import torch
from torch import Tensor

from course.records import Call, Exercise, Play, Script, Situation, Step
from course.values import normal
from grading.feedback.answer_files import answers_in
from tests.kit.answers import RIGHT, folder
from tests.kit.checks.mutants import Replaced, alternatives, in_bodies


@dataclass(frozen=True)
class Generated:
    """A changed answer: its source, which defines the exercise's name, and what was changed."""

    exercise: Exercise
    source: str
    changes: tuple[str, ...]


def generated(exercise: Exercise, seed: int) -> Iterator[Generated]:
    """Distinct changed answers without end, every second with two changes; some of them are right after all."""
    drawn, seen = random.Random(f"{seed} {exercise.id}"), set[str]()
    sources = [(folder("solutions").sources[exercise.file], exercise.name)]
    text = (RIGHT / exercise.file).read_text(encoding="utf-8")
    sources += [(text, name) for name in answers_in(RIGHT / exercise.file)]
    for turn in range(1_000_000):
        source, name = drawn.choice(sources)
        tree, changes = ast.parse(source), list[str]()
        for _time in range(1 + turn % 2):
            if change := _changed(tree, name, drawn):
                tree, described = change
                changes.append(described)
        if name != exercise.name:
            tree.body.append(ast.parse(f"{exercise.name} = {name}").body[0])
        text = ast.unparse(ast.fix_missing_locations(tree))
        if changes and text not in seen:
            seen.add(text)
            yield Generated(exercise, text, tuple(changes))


def _changed(tree: ast.Module, name: str, drawn: random.Random) -> tuple[ast.Module, str] | None:
    """The tree with one thing changed in what defines the name."""
    tree = ast.parse(ast.unparse(tree))  # anew, so that every node has its place
    found = [node for node in tree.body if getattr(node, "name", None) == name]
    if not found:
        return None
    if drawn.random() < 0.2:
        return _reordered(tree, found[0], drawn)
    nodes = [(node, other) for node in in_bodies(found[0]) for other in alternatives(node)]
    if not nodes:
        return None
    kind = drawn.choice(sorted({type(node).__name__ for node, _other in nodes}))
    node, other = drawn.choice([pair for pair in nodes if type(pair[0]).__name__ == kind])
    changed = cast(ast.Module, Replaced(node, other).visit(deepcopy(tree)))
    return changed, f"{ast.unparse(node)} -> {ast.unparse(other)}"


def _reordered(tree: ast.Module, definition: ast.AST, drawn: random.Random) -> tuple[ast.Module, str] | None:
    """A statement left out, or two neighbours exchanged."""
    bodies = [
        body for node in ast.walk(definition) if isinstance(body := getattr(node, "body", None), list) and len(body) > 1
    ]
    if not bodies:
        return None
    body = drawn.choice(bodies)
    place = drawn.randrange(len(body) - 1)
    if drawn.random() < 0.5:
        left_out = body.pop(place)
        return tree, f"without: {ast.unparse(left_out)}"
    body[place], body[place + 1] = body[place + 1], body[place]
    return tree, f"exchanged: {ast.unparse(body[place])}"


def fresh_situations(exercise: Exercise, seed: int, count: int = 20) -> list[Situation]:
    """Situations of the exercise's kind that its record does not hold."""
    drawn = random.Random(f"{seed} {exercise.id} situations")
    known = list(exercise.situations())
    tables = [first for one in known if isinstance(one, Call) and (first := one.arguments[0]).ndim == 2]
    fewest = min((table.shape[1] for table in tables), default=1)  # some right answers take a single class for a list
    return [_fresh(drawn.choice(known), fewest, drawn) for _time in range(count)]


def _fresh(like: Situation, fewest: int, drawn: random.Random) -> Situation:
    match like:
        case Call():
            return Call(_fresh_arguments(like.arguments, fewest, drawn))
        case Script():
            return _fresh_script(drawn)
        case Play() if "batches" in like.arguments and "learning_rate" in like.arguments:
            sizes = [len(y) for _X, y in like.arguments["batches"]]
            even = len(set(sizes)) == 1
            size = drawn.randint(1, 6)
            sizes = [size if even else drawn.randint(1, 6) for _size in sizes]
            features, classes = drawn.randint(2, 7), drawn.randint(2, 5)
            batches = [(_numbers(drawn, n, features), _labels(drawn, n, classes)) for n in sizes]
            start = {"W": _numbers(drawn, features, classes), "b": _numbers(drawn, classes), "batches": batches}
            return replace(like, where=f"{like.where} {drawn.random()}", arguments={**like.arguments, **start})
    return like


def _numbers(drawn: random.Random, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    return normal(drawn.randrange(1 << 30), *shape, dtype=dtype)


def _labels(drawn: random.Random, rows: int, classes: int) -> Tensor:
    return torch.tensor([drawn.randrange(classes) for _row in range(rows)])


def _fresh_arguments(arguments: tuple[Any, ...], fewest: int, drawn: random.Random) -> tuple[Any, ...]:
    first = arguments[0]
    if first.ndim == 1:
        rows, classes = drawn.randint(1, 9), drawn.randint(2, 5)
        return _labels(drawn, rows, classes), _labels(drawn, rows, classes)
    rows, classes = drawn.randint(1, 7), drawn.randint(fewest, 6)
    X = _numbers(drawn, rows, classes, dtype=first.dtype)
    if len(arguments) == 1:
        return (X,)
    probabilities = bool((first >= 0).all()) and bool(torch.allclose(first.sum(1), torch.ones(1, dtype=first.dtype)))
    return (X.softmax(1) if probabilities else X), _labels(drawn, rows, classes)


def _fresh_script(drawn: random.Random) -> Script:
    n, steps = drawn.randint(1, 3), list[Step]()
    for _time in range(drawn.randint(2, 9)):
        object = "other" if drawn.random() < 0.15 else "metric"
        values = [round(drawn.uniform(-9, 9), 2) for _number in range(n)]
        match drawn.choice(["add", "add", "get", "get", "reset"]):
            case "add" if drawn.random() < 0.2:
                steps.append(Step(object, "add", tuple(torch.tensor(value, requires_grad=True) for value in values)))
            case "add":
                steps.append(Step(object, "add", tuple(values)))
            case "get":
                steps.append(Step(object, "__getitem__", (drawn.randrange(n),)))
            case "reset":
                steps.append(Step(object, "reset"))
    return Script((n,), [*steps, *(Step("metric", "__getitem__", (index,)) for index in range(n))])


def of_all(exercises: Sequence[Exercise], seed: int, each: int) -> Iterator[Generated]:
    """So many changed answers of each exercise."""
    for exercise in exercises:
        answers = generated(exercise, seed)
        yield from (next(answers) for _time in range(each))
