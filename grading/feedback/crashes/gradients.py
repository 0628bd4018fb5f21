"""What autograd refuses: backward() of the wrong thing, twice or not at all, and changes in place."""

import ast
import re

from grading.feedback.crashes.crash import Crash, code, only, quoted
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME
from language import N_
from language import translated as _

NO_GRADIENT = re.compile(
    rf"'NoneType' object has no attribute '(?P<name>{NAME})'"
    r"|unsupported operand type\(s\) for [^:]{1,12}: .*'NoneType'"
    r"|argument '\w+' .* must be (?:Tensor|Number), not NoneType|'NoneType' object (?:is|does) not"
)


def _a_gradient(crash: Crash, places: Places) -> Places | None:
    """The one .grad on the line."""
    found = only(node for node in crash.nodes if isinstance(node, ast.Attribute) and node.attr == "grad")
    operands = {code(side) for node in crash.nodes if isinstance(node, ast.BinOp) for side in (node.left, node.right)}
    used = found in operands or isinstance(crash.statement, ast.AugAssign)
    if "name" in places:
        used = found == crash.before(places["name"])
    return {"code": found} if found and used else None


def _what_goes_backward(crash: Crash, places: Places) -> Places | None:
    found = crash.before("backward")
    of_torch = found is None or found.startswith("torch")
    return {"what": quoted(None if of_torch else found, _("What `backward()` is called on"))}


def _changed(crash: Crash, places: Places) -> Places | None:
    """What the statement changes: by an operator with =, by a method with _ at its end, or place by place."""
    changed: list[ast.AST] = [
        call.func.value for call in crash.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr.endswith("_") and not call.func.attr.endswith("__")
    ]  # fmt: skip
    match crash.statement:
        case ast.AugAssign(target=target) | ast.Assign(targets=[ast.Subscript(value=target)]):
            changed.append(target)
    return {"what": quoted(only(changed), _("A tensor"))}


AFTERWARDS = (
    Kind(
        "changed_before_backward", "RuntimeError",
        re.compile(r"needed for gradient computation has been modified by an inplace operation"),
        N_("A tensor that `backward()` still needs was changed in place before it ran."),
        N_("Torch keeps values of the way forward for the way back. Look for `+=`, `-=`, `[...] =` or a method whose "
           "name ends in `_` between the two, and compute a new tensor instead."),
    ),
)  # fmt: skip

GRADIENTS = (
    Kind(
        "gradient_is_none", "AttributeError TypeError", NO_GRADIENT,
        N_("`{code}` is None: this tensor has no gradient yet."),
        N_("A gradient appears when `backward()` runs on something that was computed from this very tensor, and the "
           "tensor requires gradients. Has `backward()` run before this line, and was it on this batch's loss?"),
        _a_gradient,
    ),
    Kind(
        "backward_of_a_number", "AttributeError",
        re.compile(r"'(?P<type>float|int)' object has no attribute 'backward'"),
        N_("{what} is a plain number ({type}), and no gradient can flow back from it."),
        N_("Only a tensor remembers how it was computed; `float(...)`, `.item()` and the like leave the number alone. "
           "Call `backward()` on the tensor, and make a number of it afterwards."),
        _what_goes_backward,
    ),
    Kind(
        "no_graph", "RuntimeError", re.compile(r"element 0 of tensors does not require grad"),
        N_("{what} is not connected with any parameter, so no gradient can flow back."),
        N_("The connection is cut by `.detach()`, `.data`, `.item()`, a new `torch.tensor(...)`, `torch.no_grad()`, "
           "and by steps that have no gradient, such as argmax, `==` or a conversion to integers. Print "
           "`requires_grad` line by line to see where it becomes False."),
        _what_goes_backward,
    ),
    Kind(
        "backward_of_a_vector", "RuntimeError", re.compile(r"grad can be implicitly created only for scalar outputs"),
        N_("{what} holds several numbers, and `backward()` starts from a single one."),
        N_("A gradient tells how one number changes. First make one number of the losses of all samples; the docstring "
           "says whether it is to be their mean or their sum."),
        _what_goes_backward,
    ),
    Kind(
        "changes_a_parameter_in_place", "RuntimeError",
        re.compile(r"a (?:leaf Variable|view of a leaf Variable) that requires grad is being used in an in-place"),
        N_("{what} is changed in place while torch records gradients for it."),
        N_("What the gradients are computed from has to stay as it is, so compute a new tensor instead. Only the "
           "update of a parameter belongs in place, where nothing is recorded: within `torch.no_grad()`."),
        _changed,
    ),
    Kind(
        "backward_twice", "RuntimeError", re.compile(r"[Tt]rying to backward through the graph a second time"),
        N_("`backward()` goes a second time through a computation whose values were freed after the first."),
        N_("Each forward pass is good for one `backward()`. Is it called twice for one batch, or is something that was "
           "computed for an earlier batch, such as a running sum of losses, still part of this one?"),
    ),
    *AFTERWARDS,
    Kind(
        "numpy_of_a_graph", "RuntimeError", re.compile(r"Can't call numpy\(\) on Tensor that requires grad"),
        N_("numpy knows nothing of gradients, and this tensor carries some."),
        N_("Torch has the same operations itself; stay with tensors, and the gradients go on."),
    ),
)  # fmt: skip
