"""Brackets that are missing, too many, or of the wrong kind, and names that hide what was to be called."""

import ast
import re
from functools import cache

from grading.feedback.crashes.crash import Crash, builtin, only, quoted
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME, Function, near
from language import N_
from language import translated as _

UNCALLED = re.compile(r"\b(?:builtin_function_or_method|method_descriptor|method|function)\b")
NO_ATTRIBUTE = re.compile(rf"'{NAME}' object has no attribute '(?P<name>{NAME})'")
NO_METHOD = re.compile(
    rf"'(?:function|method|builtin_function_or_method|method_descriptor)' object has no attribute '(?P<name>{NAME})'"
)
USUAL_METHODS = ("zero_grad", "step", "train", "eval", "parameters", "backward", "item", "detach", "numel", "shape")
OF_PAIRS = ("values", "indices")
"""What is no method of the pair that max returns, though one of sparse tensors."""
NOT_CALLABLE = re.compile(rf"'(?P<type>(?:torch\.)?{NAME})' object is not callable")


def _without_brackets(crash: Crash, places: Places) -> Places | None:
    """What the line names without calling it: a method, or a function that takes part in arithmetic."""
    called = {id(call.func) for call in crash.calls()}
    inner = {id(node.value) for node in crash.nodes if isinstance(node, ast.Attribute)}
    named = [
        node for node in crash.nodes
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and id(node) not in called | inner
        and _is_method(node.attr)
    ]  # fmt: skip
    if failed := NO_ATTRIBUTE.search(crash.text):
        named = [
            node.value for node in crash.nodes
            if isinstance(node, ast.Attribute) and node.attr == failed["name"]
            and isinstance(node.value, ast.Attribute) and _is_method(node.value.attr)
        ]  # fmt: skip
    found = only(named)
    return {"code": found} if found else None


@cache
def _is_method(name: str) -> bool:
    """Whether tensors have a method of this name."""
    from torch import Tensor

    return name not in OF_PAIRS and callable(getattr(Tensor, name, None))


def _with_a_name(crash: Crash, places: Places) -> Places | None:
    """The one thing behind `with` that is not called."""
    items = crash.statement.items if isinstance(crash.statement, ast.With) else []
    found = only(item.context_expr for item in items if not isinstance(item.context_expr, ast.Call))
    return {"code": found} if found else None


def _builtin_as_a_value(crash: Crash, places: Places) -> Places | None:
    sides = [side for node in crash.nodes if isinstance(node, ast.BinOp) for side in (node.left, node.right)]
    known = crash.known_names()
    names = [side for side in sides if isinstance(side, ast.Name) and builtin(side.id) and side.id not in known]
    found = only(names)
    return {"code": found} if found else None


def _kept_uncalled(crash: Crash, places: Places) -> Places | None:
    """The variable that was given a function where its result was meant."""
    asked = [node.value for node in crash.nodes if isinstance(node, ast.Attribute) and node.attr == places["name"]]
    given = [crash.value_of(node) for node in asked]
    kept = all(isinstance(value, ast.Name | ast.Attribute) and value not in asked for value in given)
    found = only(asked) if kept else None
    return {"code": found} if found and found not in crash.parameters else None


def _nearly(crash: Crash, places: Places) -> Places | None:
    """The usual method that was likely meant, of something that is not of the learner's own making."""
    name = places["name"]
    if crash.before(name) not in crash.parameters or name in USUAL_METHODS or not (found := near(name, USUAL_METHODS)):
        return None
    return {"what": f"`{crash.before(name)}`", "near": found}


def _an_argument(crash: Crash, places: Places) -> Places | None:
    found = crash.before(places["name"])
    return {"code": found} if found and found in crash.parameters else None


def _indexed(crash: Crash, places: Places) -> Places | None:
    found = only(
        node.value for node in crash.nodes
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name | ast.Attribute)
        and (builtin(ast.unparse(node.value)) or _is_method(ast.unparse(node.value).rpartition(".")[2]))
    )  # fmt: skip
    return {"code": found} if found else None


def _called(crash: Crash) -> str | None:
    """The one thing that the line calls and that may be what cannot be called: none whose name stays Python's own."""
    names = set(crash.known_names())
    return only(call.func for call in crash.calls() if not (
        isinstance(call.func, ast.Name) and call.func.id not in names
    ) and not (isinstance(call.func, ast.Attribute) and _is_method(call.func.attr)))  # fmt: skip


def _hides_a_function(crash: Crash, places: Places) -> Places | None:
    """The name of a function that the learner's own variable took, and that the line calls."""
    own = {name for node in ast.walk(crash.function or crash.tree) for name in _stored(node)}
    found = {
        call.func.id for call in crash.calls()
        if isinstance(call.func, ast.Name) and call.func.id in own and _a_function_elsewhere(crash, call.func.id)
    }  # fmt: skip
    return {"name": found.pop()} if len(found) == 1 else None


def _a_function_elsewhere(crash: Crash, name: str) -> bool:
    imported = [alias for node in crash.tree.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    defined = [node.name for node in crash.tree.body if isinstance(node, Function)]
    return builtin(name) or name in defined or name in [alias.asname or alias.name for alias in imported]


def _stored(node: ast.AST) -> list[str]:
    return [node.id] if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else []


def _an_optimizer(crash: Crash, places: Places) -> Places | None:
    import torch

    found = _called(crash)
    return {"code": found} if found and isinstance(getattr(torch.optim, places["type"], None), type) else None


def _a_module(crash: Crash, places: Places) -> Places | None:
    found = _called(crash)
    return {"code": found} if found and places["type"] == "module" else None


def _calls_what_it_is_given(crash: Crash, places: Places) -> Places | None:
    """A method with arguments: it may itself call what it is given."""
    found = only(
        call.func for call in crash.calls()
        if isinstance(call.func, ast.Attribute) and call.args and call.func.attr not in crash.known_names()
    )  # fmt: skip
    return {"code": found} if found and found == _called(crash) and not found.startswith("self.") else None


def _what_is_called(crash: Crash, places: Places) -> Places | None:
    called = _called(crash)
    return {"what": quoted(called, _("What stands in front of the brackets"))} if crash.number else None


BRACKETS = (
    Kind(
        "square_brackets_for_a_call", "TypeError",
        re.compile(r"'(?:builtin_function_or_method|method|function|type)' object is not subscriptable"),
        N_("`{code}` is a function, and square brackets behind it do not call it."),
        N_("Square brackets pick something out, round ones call. Write `{code}(...)`, and if you want one of its "
           "results, the square brackets behind that."),
        _indexed,
    ),
    Kind(
        "forgets_the_brackets", "TypeError AttributeError", UNCALLED,
        N_("`{code}` without brackets is the method itself, and not what it returns."),
        N_("Brackets behind it, with nothing in them or with its arguments, call it. Only then is there a value to go "
           "on with."),
        _without_brackets,
    ),
    Kind(
        "method_by_another_name", "AttributeError", NO_ATTRIBUTE,
        N_("{what} has no `{name}`. Did you mean `{near}`?"),
        N_("To Python every letter counts, capitals and underscores too."),
        _nearly,
    ),
    Kind(
        "function_has_no_methods", "AttributeError", NO_METHOD,
        N_("`{code}` is a plain function here, and a function has no `{name}`."),
        N_("An argument may come in more than one kind; the docstring tells which. Ask with `isinstance` before you "
           "use what only one of them has."),
        _an_argument,
    ),
    Kind(
        "with_needs_brackets", "TypeError AttributeError", re.compile(r"context manager protocol|^__enter__$"),
        N_("`{code}` behind `with` is not called: the brackets are missing."),
        N_("Without them it is only the name of what should be begun there."),
        _with_a_name,
    ),
    Kind(
        "function_as_a_value", "TypeError", UNCALLED,
        N_("`{code}` is a function of Python itself, and this line calculates with it like with a number."),
        N_("Brackets behind it call it. If you meant a variable of yours, no line above has given it a value; call it "
           "something that Python does not use itself."),
        _builtin_as_a_value,
    ),
    Kind(
        "kept_the_function", "AttributeError TypeError", NO_METHOD,
        N_("`{code}` is a function here, and not what the function returns."),
        N_("Look at the line that gives `{code}` its value: only brackets call a function."),
        _kept_uncalled,
    ),
    Kind(
        "hides_a_function", "TypeError", NOT_CALLABLE,
        N_("`{name}` is a variable of yours here, so the function of that name cannot be called any more."),
        N_("A line that assigns to `{name}` takes the name from the function. Call your variable something else."),
        _hides_a_function,
    ),
    Kind(
        "calls_the_shape", "TypeError", re.compile(r"'torch\.Size' object is not callable"),
        N_("A shape is a value, and is not called."),
        N_("`shape` holds the sizes of all dimensions: pick one with square brackets. `size(...)` is the method that "
           "is called."),
    ),
    Kind(
        "calls_an_optimizer", "TypeError", NOT_CALLABLE,
        N_("`{code}` is a torch Optimizer here, and an Optimizer is not called."),
        N_("It has methods for what it is to do, and knows nothing of a batch size. Ask with `isinstance` which kind "
           "you were given before you use it; the docstring tells what each kind wants."),
        _an_optimizer,
    ),
    Kind(
        "calls_a_file", "TypeError", NOT_CALLABLE,
        N_("`{code}` is a whole file here, and not the function in it."),
        N_("`import` alone brings in the file. `from` the file `import` the function, and that name can be called."),
        _a_module,
    ),
    Kind(
        "calls_an_argument", "TypeError", NOT_CALLABLE,
        N_("Something of the type {type} is called on this line, which is no function."),
        N_("Either that is `{code}` itself, or it calls what you give it. Look up what it takes: the `step` of an "
           "optimizer, for instance, takes no batch size."),
        _calls_what_it_is_given,
    ),
    Kind(
        "calls_what_is_no_function", "TypeError", NOT_CALLABLE,
        N_("{what} is called, but it is no function: it is of the type {type}."),
        N_("Round brackets right behind a value call it. Was a `*` meant between the two, square brackets to pick "
           "something out, or has a variable taken a function's name?"),
        _what_is_called,
    ),
)  # fmt: skip
