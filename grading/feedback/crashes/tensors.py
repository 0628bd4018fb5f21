"""Tensors where Python wants a number or the other way round, and dtypes that do not go together."""

import ast
import re

from grading.feedback.crashes.crash import NAME, Crash, near, only, quoted, value_before
from grading.feedback.crashes.kind import Holds, Kind, Places
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
DTYPES = re.compile(
    r"(?:to|must) have the same dtype|expected scalar type"
)


def _before(crash: Crash, places: Places) -> Places | None:
    return {"what": quoted(crash.before(places["name"]), value_before(places["name"]))}


def _of_type(*types: str) -> Holds:
    def holds(crash: Crash, places: Places) -> Places | None:
        return _before(crash, places) if places["type"] in types else None

    return holds


def _compared(crash: Crash, places: Places) -> Places | None:
    """Whether what is asked for its attribute is a comparison."""
    values = [node.value for node in crash.nodes if isinstance(node, ast.Attribute) and node.attr == places["name"]]
    compared = values and all(isinstance(crash.value_of(value), ast.Compare) for value in values)
    return {} if compared and places["type"] == "bool" else None


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
    return {"code": found, "other": found.replace("math.", "torch.")} if found else None


def _makes_a_tensor(crash: Crash, places: Places) -> Places | None:
    found = only(call.func for call in crash.calls() if ast.unparse(call.func) in ("torch.tensor", "torch.Tensor"))
    return {"code": found} if found else None


def _from_a_type(*types: str) -> Holds:
    def holds(crash: Crash, places: Places) -> Places | None:
        return {} if places["type"] in types else None

    return holds


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
    Kind(
        "dtypes_do_not_match", "RuntimeError", DTYPES,
        N_("Two tensors of different dtypes meet in a product of matrices."),
        N_("There torch wants the same dtype on both sides. Print the `dtype` of each before this line, and bring one "
           "to that of the other with `.to(...)`."),
    ),
    Kind(
        "index_of_floats", "IndexError RuntimeError", re.compile(
            r"tensors used as indices must be|only integers, slices .* are valid indices|gather\(\): Expected dtype int"
            r"|one_hot is only applicable to index tensor of type LongTensor"),
        N_("An index has to be made of whole numbers, and here it is made of something else."),
        N_("Places and classes are counted with integers (int64). Print the `dtype` of the index: is it the right "
           "tensor, and did a step above turn it into floats?"),
    ),
    Kind(
        "integers_for_floats", "RuntimeError NotImplementedError", re.compile(
            r"not implemented for 'Long'|could not infer output dtype.*Got: Long|Expected .*floating point.*Long"),
        N_("This operation needs floats, and the tensor holds integers."),
        N_("A mean or an exponential of integers is no integer. Convert the tensor before this line, for instance with "
           "`.float()`."),
    ),
    Kind(
        "floats_into_integers", "RuntimeError",
        re.compile(r"result type \w+ can't be cast to the desired output type Long"),
        N_("A result with decimals is to be written into a tensor of integers."),
        N_("`+=`, `/=` and methods whose name ends in `_` keep the dtype of what they change. Compute a new tensor "
           "instead: `a = a / b` and not `a /= b`."),
    ),
    Kind(
        "too_few_classes", "RuntimeError", re.compile(r"Class values must be smaller than num_classes"),
        N_("`one_hot` is told of fewer classes than the labels name."),
        N_("Each label is a place in its row, counted from 0. The number of classes is a size of y_hat: which one?"),
    ),
    Kind(
        "takes_too_much_memory", "RuntimeError", re.compile(r"can't allocate memory"),
        N_("A tensor on this line would need more memory than there is."),
        N_("Print the shapes of what it is computed from: has a dimension come in that you did not mean?"),
    ),
)  # fmt: skip
