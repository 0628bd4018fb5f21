"""Names that are not there: not imported, written otherwise, used too early."""

import ast
import builtins
import re

import course
from grading.feedback.crashes.crash import Crash, attributes_of, builtin
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME, assigned_names, names_of, near
from grading.text import listed
from language import N_

OF_MODULES = {"nn": "torch", "Tensor": "torch", "optim": "torch", "Optimizer": "torch.optim"}
SHORT_FOR = {"np": "numpy", "F": "torch.nn.functional"}
MODULES = ("torch", "math", "numpy", "random")
"""Names that learners reach for, by where they come from."""
CONSTANTS = ("True", "False", "None")
NOT_DEFINED = re.compile(rf"name '(?P<name>{NAME})' is not defined")
USED_EARLY = re.compile(rf"local variable '(?P<name>{NAME})' (?:where|referenced)")


def _its_import(crash: Crash, places: Places) -> Places | None:
    """The line that is missing, if no line of the file imports the name."""
    name = places["name"]
    exercises = {task.name: task for task in course.EVERY_EXERCISE if task != crash.exercise}
    if name in names_of(crash.tree):
        return None
    if name in MODULES:
        return {"line": f"import {name}"}
    if name in SHORT_FOR:
        return {"line": f"import {SHORT_FOR[name]} as {name}"}
    home = f"exercises.{exercises[name].id}" if name in exercises else OF_MODULES.get(name)
    return {"line": f"from {home} import {name}"} if home else None


def _in_a_method(crash: Crash, places: Places) -> Places | None:
    """The method that uses self without taking it."""
    inside = crash.klass and crash.function
    return {"method": inside.name} if inside and places["name"] == "self" else None


def _outside_of_a_class(crash: Crash, places: Places) -> Places | None:
    return {"function": crash.function.name} if (
        crash.function and not crash.klass and places["name"] == "self"
    ) else None  # fmt: skip


def _of_the_object(crash: Crash, places: Places) -> Places | None:
    """Whether the object has what the method looks for without self."""
    if not crash.klass or not crash.parameters or places["name"] not in attributes_of(crash.klass):
        return None
    return {"object": crash.parameters[0]}


def _of_torch(crash: Crash, places: Places) -> Places | None:
    """Whether the line calls a function of torch by its bare name; what it is not to be used for is not named."""
    import torch

    name = places["name"]
    called = any(isinstance(call.func, ast.Name) and call.func.id == name for call in crash.calls())
    known = [other.lower() for other in crash.known_names()]
    meant = called and callable(getattr(torch, name, None)) and "soft" not in name and name.lower() not in known
    return {} if meant else None


def _nearly(crash: Crash, places: Places) -> Places | None:
    name, known = places["name"], crash.known_names()
    found = near(name, known) or near(name, CONSTANTS) or near(name, dir(builtins))
    return {"near": found} if found else None


def _with_parameters(crash: Crash, places: Places) -> Places | None:
    parameters = [name for name in crash.parameters if name != "self"]
    if not parameters or not all(re.fullmatch(NAME, name) for name in parameters):
        return None
    return {"parameters": listed(f"`{name}`" for name in parameters)}


def _changed_by_another_name(crash: Crash, places: Places) -> Places | None:
    """The name that the only line which gives this one a value, by changing it, was likely meant to change."""
    name, inside = places["name"], ast.walk(crash.function) if crash.function else iter(())
    given = [node for node in inside if name in assigned_names(node)]
    found = near(name, crash.known_names())
    return {"near": found} if found and len(given) == 1 and isinstance(crash.statement, ast.AugAssign) else None


def _hides(crash: Crash, places: Places) -> Places | None:
    name = places["name"]
    return {} if builtin(name) or name in names_of(crash.tree) else None


NAMES = (
    Kind(
        "not_imported", "NameError", NOT_DEFINED,
        N_("The name `{name}` is not known in your file: nothing there imports it."),
        N_("Python knows only what the file itself defines or imports. Write `{line}` at the top of the file."),
        _its_import,
    ),
    Kind(
        "does_not_take_self", "NameError", NOT_DEFINED,
        N_("Your method `{method}` uses `self`, but does not take it."),
        N_("Python hands the object to each of its methods, in front of the other arguments. Write `self` as the first "
           "name in the brackets after `def {method}`."),
        _in_a_method,
    ),
    Kind(
        "self_outside_of_a_class", "NameError", NOT_DEFINED,
        N_("`{function}` uses `self`, but it is a function outside of the class."),
        N_("A method belongs to its class by its indentation. Indent the lines of `{function}` so that they stand "
           "below the `class` line, and write `self` as its first argument."),
        _outside_of_a_class,
    ),
    Kind(
        "forgets_self", "NameError", NOT_DEFINED,
        N_("`{name}` alone is not defined: it belongs to the object, as `{object}.{name}`."),
        N_("What an object keeps from one call to the next, and its other methods, are reached through `{object}` "
           "only, also within the class. Write `{object}.{name}`."),
        _of_the_object,
    ),
    Kind(
        "needs_torch_in_front", "NameError", NOT_DEFINED,
        N_("The name `{name}` alone is not defined. torch has a function of that name: `torch.{name}`."),
        N_("What belongs to torch is reached through `torch.`, or as a method behind a tensor and a dot."),
        _of_torch,
    ),
    Kind(
        "name_not_defined", "NameError", NOT_DEFINED,
        N_("The name `{name}` is not defined. Did you mean `{near}`?"),
        N_("To Python every letter counts, capitals and underscores too. Compare the name on this line with the place "
           "where it gets its value."),
        _nearly,
    ),
    Kind(
        "name_not_defined", "NameError", NOT_DEFINED,
        N_("The name `{name}` is not defined where this line uses it."),
        N_("The function gets {parameters}; besides these it knows what it assigned on the way and what the file "
           "imports or defines. Is a line missing that gives `{name}` a value, or is it one of these by another name?"),
        _with_parameters,
    ),
    Kind(
        "name_not_defined", "NameError", NOT_DEFINED,
        N_("The name `{name}` is not defined where this line uses it."),
        N_("Python knows what the lines above have defined, assigned or imported. Is a line missing, or does it stand "
           "further down? What only tries your code out can go below `if __name__ == \"__main__\":`."),
    ),
    Kind(
        "hides_the_name_that_it_needs", "UnboundLocalError", USED_EARLY,
        N_("Within this function `{name}` is a variable of your own, and it has no value yet on this line."),
        N_("Outside there is something called `{name}` too, which you seem to need here. Because a line of the "
           "function assigns to that name, Python takes it for a new one in the whole function. Call your variable "
           "something else."),
        _hides,
    ),
    Kind(
        "name_not_defined", "UnboundLocalError", USED_EARLY,
        N_("The name `{name}` is not defined. Did you mean `{near}`?"),
        N_("To Python every letter counts, capitals and underscores too. Compare the name on this line with the place "
           "where it gets its value."),
        _changed_by_another_name,
    ),
    Kind(
        "used_before_it_has_a_value", "UnboundLocalError", USED_EARLY,
        N_("`{name}` is used before it has a value."),
        N_("A line of this function assigns `{name}`, but it had not run when this line was reached: it stands further "
           "down, in a branch that was not taken, or in a loop that had not begun. Give `{name}` its first value above "
           "all of them."),
    ),
)  # fmt: skip
