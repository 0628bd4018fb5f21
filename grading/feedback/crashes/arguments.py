"""Calls whose arguments do not fit what is called."""

import ast
import re
from functools import cache

from course.records import Exercise
from course.stubs import stub
from grading.feedback.crashes.crash import Crash, parameters_of
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME, Function, near, parsed
from grading.text import listed
from language import N_

DOTTED = rf"(?:<?{NAME}>?\.){{0,3}}<?{NAME}>?"
MISSING = re.compile(rf"^(?P<function>{DOTTED})\(\) missing \d required positional arguments?: (?P<names>['\", \w]+)$")
TOO_MANY = re.compile(rf"^(?P<function>{DOTTED})\(\) takes .* but (?P<given>\d{{1,2}}) (?:was|were) given")
UNKNOWN_KEYWORD = re.compile(rf"^(?P<function>{DOTTED})\(\) got an unexpected keyword argument '(?P<name>{NAME})'")
INVALID_KEYWORD = re.compile(rf"^'(?P<name>{NAME})' is an invalid keyword argument for (?P<function>{NAME})\(\)")
ANOTHER_NUMBER = re.compile(
    rf"^(?:{NAME}\.)?(?P<function>{NAME})(?:\(\))? "
    r"(?:expected (?:at (?:least|most) )?\d|takes (?:exactly|at|no arguments)|missing required argument)"
)
COMBINATION = re.compile(
    rf"^(?P<function>{NAME})\(\) received an invalid combination of arguments - got \((?P<got>[\w ,=]{{0,60}})\)"
)
USUAL_KEYWORDS = ("dim", "keepdim", "dtype", "index", "requires_grad", "strict", "key", "start")


@cache
def _parameters(exercise: Exercise) -> tuple[str, ...]:
    """The arguments with which the exercise's function is called."""
    if exercise.parameters:
        return tuple(exercise.parameters.split(", "))
    tree = parsed(stub(exercise))
    found = [node for node in tree.body if isinstance(node, Function) and node.name == exercise.name]
    return tuple(parameters_of(found[0])) if found else ()


def _names(text: str) -> list[str]:
    return re.findall(rf"['\"]({NAME})['\"]", text)


def _asks_for_more(crash: Crash, places: Places) -> Places | None:
    """Whether it is the exercise's own function that takes other arguments than the exercise hands over."""
    given, name = _parameters(crash.exercise), crash.exercise.name
    if not given or places["function"] != name or (crash.number and crash.file == crash.exercise.file):
        return None
    return {"call": f"{name}({', '.join(given)})"}


def _missing(crash: Crash, places: Places) -> Places | None:
    names = _names(places["names"])
    return {"missing": listed(f"`{name}`" for name in names), "function": _short(places)} if names else None


def _asked_for_by_a_method(crash: Crash, places: Places) -> Places | None:
    """What a method of the learner's class asks for where the kit calls it."""
    return None if crash.number else _missing(crash, places)


def _short(places: Places) -> str:
    return places["function"].replace("<locals>.", "").removesuffix(".__init__")


def _handed_over(crash: Crash, places: Places) -> Places | None:
    """Whether the line calls one of the exercise's own arguments, whose use its docstring tells."""
    called = {call.func.id for call in crash.calls() if isinstance(call.func, ast.Name)}
    own = called & set(_parameters(crash.exercise))
    return (
        {"argument": own.pop()}
        if len(own) == 1 and places["function"].rpartition(".")[2] in {*own, "forward"}
        else None
    )


def _gets_too_few(crash: Crash, places: Places) -> Places | None:
    handed, missing = _handed_over(crash, places), _missing(crash, places)
    return {**handed, **missing} if handed and missing else None


def _nearly(crash: Crash, places: Places) -> Places | None:
    function = crash.function_named(_short(places))
    names = parameters_of(function) if function else USUAL_KEYWORDS
    found = near(places["name"], names)
    return {"near": found, "function": _short(places)} if found else None


def _shortly(crash: Crash, places: Places) -> Places | None:
    return {"function": _short(places)}


ARGUMENTS = (
    Kind(
        "asks_for_other_arguments", "TypeError", MISSING,
        N_("Your function asks for more arguments than it is given."),
        N_("It is called as the stub says: `{call}`. Give its `def` line these arguments, in this order; any further "
           "ones need a default value."),
        _asks_for_more,
    ),
    Kind(
        "asks_for_other_arguments", "TypeError", TOO_MANY,
        N_("Your function takes fewer arguments than it is given."),
        N_("It is called as the stub says: `{call}`. Give its `def` line these arguments, in this order."),
        _asks_for_more,
    ),
    Kind(
        "argument_called_otherwise", "TypeError", MISSING,
        N_("`{argument}` is called without an argument that it needs: {missing}."),
        N_("What `{argument}` takes stands in the docstring of your function. Compare it with this line."),
        _gets_too_few,
    ),
    Kind(
        "argument_called_otherwise", "TypeError", TOO_MANY,
        N_("`{argument}` is called with more arguments than it takes."),
        N_("What `{argument}` takes stands in the docstring of your function. Compare it with this line."),
        _handed_over,
    ),
    Kind(
        "asks_for_other_arguments", "TypeError", MISSING,
        N_("`{function}` asks for more than it is given: {missing}."),
        N_("Compare its `def` line with that of the stub: it is called with just these arguments. Any further ones "
           "need a default value."),
        _asked_for_by_a_method,
    ),
    Kind(
        "argument_missing", "TypeError", MISSING,
        N_("`{function}` is called without an argument that it needs: {missing}."),
        N_("Its `def` line, or its documentation, says what has to stand in the brackets, and in which order."),
        _missing,
    ),
    Kind(
        "too_many_arguments", "TypeError", TOO_MANY,
        N_("`{function}` is given more than it takes."),
        N_("Compare the brackets of the call with those of its `def` line, or with its documentation. For a method "
           "Python counts the object in front of the dot as the first argument."),
        _shortly,
    ),
    Kind(
        "no_such_keyword", "TypeError", UNKNOWN_KEYWORD,
        N_("`{function}` has no argument called `{name}`. Did you mean `{near}`?"),
        N_("What stands before the `=` has to be the name that the function gives its argument, letter by letter."),
        _nearly,
    ),
    Kind(
        "no_such_keyword", "TypeError", UNKNOWN_KEYWORD,
        N_("`{function}` has no argument called `{name}`."),
        N_("Look at which arguments it has, and whether what you want is the task of another function."),
        _shortly,
    ),
    Kind(
        "no_such_keyword", "TypeError", INVALID_KEYWORD,
        N_("`{function}` has no argument called `{name}`. Did you mean `{near}`?"),
        N_("What stands before the `=` has to be the name that the function gives its argument, letter by letter."),
        _nearly,
    ),
    Kind(
        "no_such_keyword", "TypeError", INVALID_KEYWORD,
        N_("`{function}` has no argument called `{name}`."),
        N_("Look at which arguments it has, and whether what you want is the task of another function."),
        _shortly,
    ),
    Kind(
        "arguments_that_do_not_fit", "TypeError", COMBINATION,
        N_("`{function}` cannot do anything with these arguments: it got ({got})."),
        N_("The message lists what it takes. Compare kind and order: is a tensor missing in front, a number where a "
           "tensor belongs, or brackets around several numbers?"),
    ),
    Kind(
        "no_such_keyword", "TypeError",
        re.compile(rf"^(?:{NAME}\.)?(?P<function>{NAME})\(\) takes no keyword arguments"),
        N_("`{function}` takes no arguments with a name, such as `dim=1`."),
        N_("Look at which arguments it has, and whether what you want is the task of another function."),
    ),
    Kind(
        "another_number_of_arguments", "TypeError", ANOTHER_NUMBER,
        N_("`{function}` is called with another number of arguments than it takes."),
        N_("Its `def` line, or its documentation, says what has to stand in the brackets, and in which order."),
    ),
)  # fmt: skip
