"""Tensors where Python wants a number or the other way round, and dtypes that do not go together."""

import ast
import re

from grading.feedback.crashes.crash import Crash, only
from grading.feedback.crashes.kind import Holds, Kind, Places
from grading.submissions.names import NAME
from language import N_

PAIR = re.compile(r"torch\.return_types\.(?P<function>\w{1,20})")
CONVERTED = re.compile(
    r"only one element tensors can be converted|only integer tensors of a single element|only 1-element tensors"
    r"|a Tensor with \d+ elements cannot be converted to Scalar"
)
WANTS_A_TENSOR = re.compile(
    rf"^(?P<function>{NAME})\(\): argument '{NAME}'(?: \(position \d\))? must be Tensor, not (?P<type>{NAME})"
)


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
)  # fmt: skip
