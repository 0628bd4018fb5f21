"""Attributes and methods that a value does not have: a number, a list or a pair in a tensor's place, another name."""

import ast
import re

from grading.feedback.crashes.crash import Crash, quoted, value_before
from grading.feedback.crashes.kind import Holds, Kind, Places
from grading.submissions.names import NAME, near
from language import N_

NO_ATTRIBUTE = re.compile(rf"'(?P<type>int|float|bool|list|tuple|Tensor)' object has no attribute '(?P<name>{NAME})'")
OF_A_MODULE = re.compile(rf"module '(?P<module>{NAME}(?:\.{NAME}){{0,3}})' has no attribute '(?P<name>{NAME})'")
OF_NUMPY = {
    "astype": "to", "copy": "clone", "array": "tensor", "asarray": "as_tensor", "append": "cat", "concat": "cat",
    "length": "numel", "len": "numel", "power": "pow", "random": "rand", "float": "to", "int": "to",
}  # fmt: skip
"""What torch calls what numpy, or another habit, calls so."""


def _before(crash: Crash, places: Places) -> Places | None:
    """What the line asks for an attribute that it does not have."""
    on_the_line = any(isinstance(node, ast.Attribute) and node.attr == places["name"] for node in crash.nodes)
    return {"what": quoted(crash.before(places["name"]), value_before(places["name"]))} if on_the_line else None


def _handed_on(crash: Crash, places: Places) -> Places | None:
    """Whether a tuple was asked for an attribute, or calculated with, within something that the line calls."""
    operators = any(isinstance(node, ast.BinOp) for node in crash.nodes)
    asked = "name" in places and _before(crash, places) is not None
    return {} if crash.calls() and not operators and not asked else None


def _of_type(*types: str, of_tensors: bool = True) -> Holds:
    """For what is asked of a value of such a type: what tensors have, or else what they do not have either."""

    def holds(crash: Crash, places: Places) -> Places | None:
        from torch import Tensor

        fits = places["type"] in types and hasattr(Tensor, places["name"]) == of_tensors
        return _before(crash, places) if fits else None

    return holds


def _of_a_tuple(crash: Crash, places: Places) -> Places | None:
    return _before(crash, places) if places["type"] == "tuple" else None


def _compared(crash: Crash, places: Places) -> Places | None:
    """Whether what is asked for its attribute is a comparison."""
    values = [node.value for node in crash.nodes if isinstance(node, ast.Attribute) and node.attr == places["name"]]
    compared = values and all(isinstance(crash.value_of(value), ast.Compare) for value in values)
    return {} if compared and places["type"] == "bool" else None


def _compares_a_pair(crash: Crash, places: Places) -> Places | None:
    """The function on one side of the comparison that returns a pair."""
    if _compared(crash, places) is None:
        return None
    values = [node.value for node in crash.nodes if isinstance(node, ast.Attribute) and node.attr == places["name"]]
    compared = [crash.value_of(value) for value in values]
    sides = [side for node in compared if isinstance(node, ast.Compare) for side in (node.left, *node.comparators)]
    for side in map(crash.value_of, sides):
        match side:
            case ast.Call(func=ast.Attribute(value=of, attr="max" | "min" | "topk" | "sort" as name)):
                if len(side.args) + len(side.keywords) > (ast.unparse(of) == "torch"):
                    return {"function": name}
    return None


def _a_tensor(crash: Crash, places: Places) -> Places | None:
    return {} if places["type"] == "Tensor" else None


def _torchs_name(crash: Crash, places: Places) -> Places | None:
    from torch import Tensor

    other = OF_NUMPY.get(places["name"]) or near(places["name"], [name for name in dir(Tensor) if name[0] != "_"])
    return {"other": other} if places["type"] == "Tensor" and other else None


def _torchs_function(crash: Crash, places: Places) -> Places | None:
    import torch

    module: object = torch
    for name in places["module"].split(".")[1:]:
        module = getattr(module, name, None)
    if not places["module"].startswith("torch") or module is None:
        return None
    other = near(places["name"], [name for name in dir(module) if name[0] != "_"])
    other = OF_NUMPY.get(places["name"], other) if module is torch else other
    return {"other": other} if other else None


ATTRIBUTES = (
    Kind(
        "pair_instead_of_tensor", "AttributeError", NO_ATTRIBUTE,
        N_("`{function}` along a dimension returns two tensors, and you compare the pair with one."),
        N_("So the comparison gave one single True or False. In `.values` are the numbers it found, in `.indices` the "
           "places where they stood: which of the two do you want to compare?"),
        _compares_a_pair,
    ),
    Kind(
        "one_bool_instead_of_many", "AttributeError", NO_ATTRIBUTE,
        N_("The comparison gave one single True or False, not one for each number."),
        N_("That happens where one side is no tensor: a list, a pair, None. Print what stands on the two sides."),
        _compared,
    ),
    Kind(
        "number_for_a_tensor", "AttributeError", NO_ATTRIBUTE,
        N_("{what} is a plain number ({type}), and a number has no `{name}`."),
        N_("Only tensors have it. Either the value became a number too early, by `float(...)`, `.item()` or a function "
           "that returns one, or there is nothing left to do with `{name}`."),
        _of_type("float", "int", "bool"),
    ),
    Kind(
        "list_for_a_tensor", "AttributeError", NO_ATTRIBUTE,
        N_("{what} is a list of Python, and a list has no `{name}`."),
        N_("Tensors have it. Where was the list made? An operation on the whole tensor usually gives the same, as a "
           "tensor; what has to be a list is gone through with a loop."),
        _of_type("list"),
    ),
    Kind(
        "of_another_type", "AttributeError", NO_ATTRIBUTE,
        N_("{what} is of the type {type}, which has no `{name}`."),
        N_("Print it just before this line: is it what you expect there, and is `{name}` spelt as it should be?"),
        _of_type("float", "int", "bool", "list", of_tensors=False),
    ),
    Kind(
        "tuple_handed_on", "AttributeError TypeError",
        re.compile(rf"'tuple' object has no attribute '(?P<name>{NAME})'|unsupported operand type\(s\) for .*'tuple'"),
        N_("A tuple, several values at once, is handed to something on this line that wants a tensor."),
        N_("Print the arguments of the call. A batch, for example, is a pair: `for X, y in ...` takes it apart, and "
           "`for X in ...` does not."),
        _handed_on,
    ),
    Kind(
        "tuple_for_a_tensor", "AttributeError", NO_ATTRIBUTE,
        N_("{what} is a tuple: several values that came back together. It has no `{name}`."),
        N_("Take the value that you want out of it, by its index or with `a, b = ...`. A comma at the end of a line "
           "makes a tuple too."),
        _of_a_tuple,
    ),
    Kind(
        "no_such_method_of_tensors", "AttributeError", NO_ATTRIBUTE,
        N_("A tensor has no `{name}`. Did you mean `{other}`?"),
        N_("torch has names of its own, which are not always those of numpy or of Python's lists. Its documentation "
           "says what `{other}` takes."),
        _torchs_name,
    ),
    Kind(
        "no_such_method_of_tensors", "AttributeError", NO_ATTRIBUTE,
        N_("A tensor has no `{name}`."),
        N_("Is it a typing mistake, or the name that another library has for it? Say in words what should happen to "
           "the numbers, and look for that in torch's documentation."),
        _a_tensor,
    ),
    Kind(
        "not_in_the_module", "AttributeError", OF_A_MODULE,
        N_("`{module}` has no `{name}`. Did you mean `{other}`?"),
        N_("torch has names of its own, which are not always those of numpy. Its documentation says what `{other}` "
           "takes."),
        _torchs_function,
    ),
    Kind(
        "not_in_the_module", "AttributeError", OF_A_MODULE,
        N_("`{module}` has no `{name}`."),
        N_("Is it a typing mistake, or the name that another library has for it? Say in words what should happen to "
           "the numbers, and look for that in torch's documentation."),
    ),
)  # fmt: skip
