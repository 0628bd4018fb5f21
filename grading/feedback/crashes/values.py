"""Python's own values: None, numbers, lists and pairs that are used like something else."""

import ast
import re
from collections.abc import Iterator

from grading.feedback.crashes.crash import Crash, code, quoted, value_before
from grading.feedback.crashes.kind import Holds, Kind, Places, reached
from grading.submissions.names import NAME, Function
from language import N_
from language import translated as _

NONE = re.compile(
    rf"'NoneType' object (?:has no attribute '(?P<name>{NAME})'|is not (?P<what>subscriptable|iterable|callable))"
    r"|unsupported operand type\(s\) for .*'NoneType'|not supported between instances of .*'NoneType'"
    r"|cannot unpack non-iterable NoneType|not '?NoneType'?$|'NoneType' object cannot be interpreted"
)
RETURNS_NOTHING = {"append", "extend", "insert", "sort", "reverse", "backward", "zero_grad", "clear", "print"}
NOT_ITERABLE = re.compile(
    rf"'(?P<type>{NAME})' object is not iterable|cannot unpack non-iterable (?P<unpacked>{NAME}) object"
)
UNPACKED = re.compile(r"(?:too many|not enough) values to unpack \(expected (?:at least )?(?P<expected>\d+)")


def _silent(crash: Crash, value: ast.expr) -> str | None:
    """The function that a call calls, if that gives nothing back."""
    if not isinstance(value, ast.Call):
        return None
    name = ast.unparse(value.func)
    method = f"{crash.klass.name}.{name[5:]}" if crash.klass and name.startswith("self.") else ""
    own = crash.function_named(name) or crash.function_named(method)
    silent = not _returns(own) if own else name.rpartition(".")[2] in RETURNS_NOTHING
    return code(value.func) if silent else None


def _returns(function: Function) -> bool:
    nodes = list(ast.walk(function))
    return any(isinstance(node, ast.Yield | ast.YieldFrom | ast.Lambda) for node in nodes) or any(
        isinstance(node, ast.Return) and node.value is not None for node in nodes
    )


def _from_a_silent_function(crash: Crash, places: Places) -> Places | None:
    """The function that gave back the None, if what the line uses has its value from there."""
    used = list(_asked(crash, places["name"]) if "name" in places else _operands(crash))
    values = [value for node in used for value in (crash.values_of(node.id) if isinstance(node, ast.Name) else [node])]
    found = {name for value in values if (name := _silent(crash, value))}
    return {"function": found.pop()} if len(found) == 1 else None


def _asked(crash: Crash, name: str) -> Iterator[ast.expr]:
    return (node.value for node in crash.nodes if isinstance(node, ast.Attribute) and node.attr == name)


def _operands(crash: Crash) -> Iterator[ast.expr]:
    """What the line calculates with, hands on, looks into or goes through."""
    for node in crash.nodes:
        match node:
            case ast.BinOp(left=left, right=right):
                yield from (left, right)
            case ast.Compare(left=left, comparators=others):
                yield from (left, *others)
            case ast.Call(args=args):
                yield from args
            case ast.Subscript(value=value) | ast.UnaryOp(operand=value) | ast.Starred(value=value):
                yield value
    match crash.statement:
        case ast.For(iter=value) | ast.Assign(targets=[ast.Tuple()], value=value):
            yield value


def _none(crash: Crash, places: Places) -> Places | None:
    if name := places.get("name"):
        return {"what": quoted(crash.before(name), value_before(name))} if crash.number else None
    return {"what": _("A value on this line")} if crash.number else None


def _not_iterable(*types: str) -> Holds:
    def holds(crash: Crash, places: Places) -> Places | None:
        found = places.get("type", places.get("unpacked", ""))
        return {"type": found} if found in types and crash.number else None

    return holds


def _in_a_loop(crash: Crash, places: Places) -> Places | None:
    """Whether the line takes pairs apart in the head of a loop."""
    heads = [node for node in (crash.statement, *crash.nodes) if isinstance(node, ast.For | ast.comprehension)]
    return {} if any(isinstance(head.target, ast.Tuple) for head in heads) else None


def _adds_to_sums(crash: Crash, places: Places) -> Places | None:
    """How many values the line adds, and how many sums the object has that takes them, as far as the code tells."""
    for call in crash.calls():
        if isinstance(call.func, ast.Attribute) and call.func.attr == "add" and not call.keywords:
            made = crash.value_of(call.func.value)
            match made:
                case ast.Call(func=ast.Name(id=made_by), args=[ast.Constant(value=int(sums))]) if made_by[
                    0
                ].isupper() and sums != len(call.args):
                    if (name := code(call.func.value)) and not any(isinstance(a, ast.Starred) for a in call.args):
                        return {"object": name, "given": str(len(call.args)), "sums": str(sums)}
    return None


def _too_far(crash: Crash, places: Places) -> Places | None:
    """The object of so many sums whose place the line asks for."""
    for node in crash.nodes:
        match node:
            case ast.Subscript(value=ast.Name(), slice=ast.Constant(value=int(index))):
                match crash.value_of(node.value):
                    case ast.Call(func=ast.Name(id=made_by), args=[ast.Constant(value=int(sums))]) if (
                        made_by[0].isupper() and index >= sums
                    ):
                        return {"object": ast.unparse(node.value), "index": str(index), "sums": str(sums),
                                "last": str(sums - 1)}  # fmt: skip
    return None


def _assigned(crash: Crash, places: Places) -> Places | None:
    targets = crash.statement.targets if isinstance(crash.statement, ast.Assign) else []
    return {} if any(isinstance(target, ast.Tuple | ast.List) for target in targets) else None


NOTHING = (
    Kind(
        "result_of_what_returns_nothing", "AttributeError TypeError", NONE,
        N_("`{function}` gives nothing back, and this line goes on with its result."),
        N_("What comes out of a function without a `return` is None. Either it is to return a value, or it is called "
           "on a line of its own, and the value taken from where it was put."),
        _from_a_silent_function,
    ),
    Kind(
        "none_instead_of_a_value", "AttributeError TypeError", NONE,
        N_("{what} is None where a value is needed."),
        N_("None is what a function without a `return` gives back, and what a name has before it gets anything better. "
           "Follow the value upwards to the line that it comes from, and print it there."),
        _none,
    ),
)  # fmt: skip

SUMS = (
    Kind(
        "adds_too_many_or_too_few", "ValueError IndexError TypeError",
        re.compile(r"zip\(\) argument|list index out of range"),
        N_("`{object}` keeps {sums} sums, and this line adds {given} values to it."),
        N_("Each value goes to the sum in the same place. Make the two numbers equal: what do you want to keep?"),
        _adds_to_sums,
    ),
    Kind(
        "no_such_sum", "IndexError KeyError", re.compile(r"^"),
        N_("`{object}` keeps {sums} values, and this line asks for number {index}."),
        N_("Counting begins at 0, so the last one is `{object}[{last}]`."),
        _too_far,
    ),
)  # fmt: skip

VALUES = (
    *NOTHING,
    Kind(
        "zip_of_different_lengths", "ValueError", re.compile(r"^zip\(\) argument \d is (?:longer|shorter)"),
        N_("`zip` with `strict=True` was given lists of different lengths."),
        N_("It goes through them side by side, and each item needs a partner. Print the lengths of what it is given."),
    ),
    Kind(
        "goes_through_a_number", "TypeError", NOT_ITERABLE,
        N_("A single number ({type}) is gone through like a list."),
        N_("`for`, `zip`, `sum`, `list` and `a, b = ...` want several values. To count up to a number, write "
           "`range(n)`; if there should be several, print the value and see where it became one."),
        _not_iterable("int", "float", "bool"),
    ),
    Kind(
        "goes_through_a_function", "TypeError", NOT_ITERABLE,
        N_("A function is gone through like a list."),
        N_("Brackets behind its name call it; what comes back can be gone through."),
        _not_iterable("function", "method", "builtin_function_or_method", "type"),
    ),
    Kind(
        "unpacks_another_number_of_values", "ValueError", UNPACKED,
        N_("Each round of the loop brings another number of values than the {expected} that its head names."),
        N_("What is gone through decides what comes: batches are pairs, `enumerate` puts a number in front of each, a "
           "tensor gives its rows. Print one item."),
        _in_a_loop,
    ),
    Kind(
        "unpacks_another_number_of_values", "ValueError", UNPACKED,
        N_("On the left stand names for {expected} values, and on the right there are not as many, or more."),
        N_("Print what stands on the right. A tensor is unpacked row by row, whatever it was meant to be."),
        _assigned,
    ),
    Kind(
        "count_of_a_fraction", "TypeError",
        re.compile(rf"'(?P<type>{NAME})' object cannot be interpreted as an integer"),
        N_("A whole number is needed here, and there is something of the type {type}."),
        N_("`range` counts in whole numbers: use the length of what you count, `len(...)` or a size from its shape. "
           "`/` gives a float even where nothing is left over, `//` an int."),
    ),
    Kind(
        "divides_by_zero", "ZeroDivisionError", re.compile(r""),
        N_("This line divides by 0."),
        N_("Print the number below the line of the fraction: is it counted at all, before it is used, and does it "
           "count what you mean?"),
        reached,
    ),
    Kind(
        "number_without_length", "TypeError", re.compile(rf"object of type '(?P<type>{NAME})' has no len\(\)"),
        N_("`len` is asked for the length of something of the type {type}, which has none."),
        N_("Lists and tensors have a length. Print the value: is it the one that you mean?"),
    ),
    Kind(
        "number_has_no_places", "TypeError", re.compile(r"'(?P<type>int|float|bool)' object is not subscriptable"),
        N_("Square brackets stand behind a single number ({type}), which has no places to pick from."),
        N_("Print the value before this line. Has it been made one number too early, or is it one already and needs no "
           "brackets?"),
    ),
    Kind(
        "no_more_items", "StopIteration", re.compile(r""),
        N_("`next` is called, and there is nothing left to come."),
        N_("A `for` loop takes one item after the other and ends by itself."),
        reached,
    ),
    Kind(
        "isinstance_of_no_type", "TypeError", re.compile(r"isinstance\(\) arg 2 must be a type"),
        N_("The second argument of `isinstance` has to be a class."),
        N_("First comes the value, then the class itself: without quotes and without brackets behind it."),
    ),
)  # fmt: skip
