"""Tensors where Python wants a number or the other way round, and dtypes that do not go together."""

import ast
import re

from grading.feedback.crashes.crash import Crash, only, quoted, value_before
from grading.feedback.crashes.kind import Holds, Kind, Places
from grading.submissions.names import NAME, near
from language import N_

PAIR = re.compile(r"torch\.return_types\.(?P<function>\w{1,20})")
CONVERTED = re.compile(
    r"only one element tensors can be converted|only integer tensors of a single element|only 1-element tensors"
    r"|a Tensor with \d+ elements cannot be converted to Scalar"
)
WANTS_A_TENSOR = re.compile(
    rf"^(?P<function>{NAME})\(\): argument '{NAME}'(?: \(position \d\))? must be Tensor, not (?P<type>{NAME})"
)
NO_ATTRIBUTE = re.compile(rf"'(?P<type>int|float|bool|list|tuple|Tensor)' object has no attribute '(?P<name>{NAME})'")
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


def _of_type(*types: str) -> Holds:
    def holds(crash: Crash, places: Places) -> Places | None:
        return _before(crash, places) if places["type"] in types else None

    return holds


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


def _torchs_name(crash: Crash, places: Places) -> Places | None:
    from torch import Tensor

    other = OF_NUMPY.get(places["name"]) or near(places["name"], [name for name in dir(Tensor) if name[0] != "_"])
    return {"other": other} if places["type"] == "Tensor" and other else None


def _torchs_function(crash: Crash, places: Places) -> Places | None:
    import torch

    other = OF_NUMPY.get(places["name"]) or near(places["name"], [name for name in dir(torch) if name[0] != "_"])
    return {"other": other} if other else None


def _by_math(crash: Crash, places: Places) -> Places | None:
    """The function of math that the line calls."""
    found = only(call.func for call in crash.calls() if ast.unparse(call.func).startswith("math."))
    if _converts(crash):
        return None
    return {"code": found, "other": found.replace("math.", "torch.")} if found else None


def _makes_a_tensor(crash: Crash, places: Places) -> Places | None:
    found = only(call.func for call in crash.calls() if ast.unparse(call.func) in ("torch.tensor", "torch.Tensor"))
    return {"code": found} if found and not _converts(crash) else None


def _converts(crash: Crash) -> bool:
    """Whether the line also makes single numbers."""
    return any(ast.unparse(call.func).rpartition(".")[2] in ("float", "int", "item") for call in crash.calls())


def _from_a_type(*types: str) -> Holds:
    def holds(crash: Crash, places: Places) -> Places | None:
        return {} if places["type"] in types else None

    return holds


CONVERSIONS = (
    Kind(
        "math_of_a_tensor", "ValueError TypeError RuntimeError", CONVERTED,
        N_("`{code}` computes with one number, and here it gets a tensor of several."),
        N_("Python's `math` knows no tensors. `{other}` does the same to each number of one, and keeps the gradients."),
        _by_math,
    ),
    Kind(
        "tensor_of_tensors", "ValueError TypeError", CONVERTED,
        N_("`{code}` makes a tensor of numbers, and here it gets tensors of several."),
        N_("Tensors are put together by `torch.stack` or `torch.cat`. Often one operation on the whole tensor gives "
           "the same without taking it apart."),
        _makes_a_tensor,
    ),
    Kind(
        "many_numbers_for_one", "ValueError RuntimeError TypeError", CONVERTED,
        N_("A tensor of several numbers stands where a single number is needed."),
        N_("`float`, `int`, `.item()`, `range` and the repeating of a list want one number. Reduce the tensor to one "
           "first, or use an operation that works on all of its numbers."),
    ),
)  # fmt: skip

TENSORS = (
    Kind(
        "pair_instead_of_tensor", "AttributeError TypeError", PAIR,
        N_("`{function}` along a dimension returns two tensors, and you use the pair like one."),
        N_("In `.values` are the numbers it found, in `.indices` the places where they stood. Take the one that you "
           "want to go on with."),
    ),
    Kind(
        "truth_of_a_tensor", "RuntimeError", re.compile(r"Boolean value of Tensor with (?:more than one|no) value"),
        N_("One yes or no is asked of a tensor that holds many."),
        N_("`if`, `while`, `and`, `or`, `not`, and Python's own `max`, `min` and `sorted`, want a single True or "
           "False. Compare shapes or single numbers there, or let torch answer for each number in its own place: `&`, "
           "`|`, `~`, torch.where."),
    ),
    *CONVERSIONS,
    Kind(
        "number_for_a_tensor", "TypeError", WANTS_A_TENSOR,
        N_("torch's `{function}` wants a tensor, and gets a plain number ({type})."),
        N_("Where did the tensor become a number: `float(...)`, `.item()`, or going through it one by one? Stay with "
           "the tensor, and gradients can flow as well."),
        _from_a_type("float", "int", "bool"),
    ),
    Kind(
        "list_for_a_tensor", "TypeError", WANTS_A_TENSOR,
        N_("torch's `{function}` wants a tensor, and gets a {type} of Python."),
        N_("Where was it made? An operation on the whole tensor usually gives the same, as a tensor, and keeps the "
           "gradients."),
        _from_a_type("list", "tuple"),
    ),
    Kind(
        "none_for_a_tensor", "TypeError", WANTS_A_TENSOR,
        N_("torch's `{function}` wants a tensor, and gets None."),
        N_("None is what a function without a `return` gives back. Follow the value to where it comes from."),
        _from_a_type("NoneType"),
    ),
    Kind(
        "tensor_for_tensors", "TypeError",
        re.compile(rf"^(?P<function>{NAME})\(\): argument 'tensors' .* must be tuple of Tensors"),
        N_("`{function}` puts several tensors together, and gets something else."),
        N_("It takes a list of tensors, in square brackets. For a single one there is nothing to put together."),
    ),
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
        _of_type("tuple"),
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
        _from_a_type("Tensor"),
    ),
    Kind(
        "no_such_function_of_torch", "AttributeError",
        re.compile(rf"module 'torch(?:\.\w+)*' has no attribute '(?P<name>{NAME})'"),
        N_("torch has no `{name}`. Did you mean `{other}`?"),
        N_("torch has names of its own, which are not always those of numpy. Its documentation says what `{other}` "
           "takes."),
        _torchs_function,
    ),
    Kind(
        "no_such_function_of_torch", "AttributeError",
        re.compile(rf"module 'torch(?:\.\w+)*' has no attribute '(?P<name>{NAME})'"),
        N_("torch has no `{name}`."),
        N_("Is it a typing mistake, or the name that another library has for it? Say in words what should happen to "
           "the numbers, and look for that in torch's documentation."),
    ),
)  # fmt: skip
