"""Python's lists, texts and dictionaries: what they cannot do, and places that they do not have."""

import ast
import re

from grading.feedback.crashes.crash import Crash
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME
from language import N_

OPERANDS = re.compile(
    r"unsupported operand type\(s\) for (?P<operator>[-+*/%@<>=]{1,3}|\*\* or pow\(\)): "
    r"'(?P<left>[\w.]{1,30})' and '(?P<right>[\w.]{1,30})'"
)


def _with_a_list(crash: Crash, places: Places) -> Places | None:
    return {} if places["left"] == "list" or places["right"] == "list" else None


def _kinds(crash: Crash, places: Places) -> Places | None:
    return {} if crash.number and "str" in (places["left"], places["right"]) else None


def _grows_by_a_number(crash: Crash, places: Places) -> Places | None:
    """Whether the line is nothing but a += with a single value."""
    match crash.statement:
        case ast.AugAssign(op=ast.Add(), value=value) if not isinstance(value, ast.BinOp | ast.ListComp):
            calls = [ast.unparse(call.func) for call in crash.calls()]
            return {} if all(name in ("float", "int", "len") for name in calls) else None
    return None


def _has_brackets(crash: Crash, places: Places) -> Places | None:
    return {} if any(isinstance(node, ast.Subscript) for node in crash.nodes) else None


LISTS = (
    Kind(
        "lists_do_not_calculate", "TypeError", OPERANDS,
        N_("`{operator}` does not calculate with lists."),
        N_("To a list of Python, `+` appends and `*` with a whole number repeats; nothing is done to the numbers in "
           "it. Go through the numbers one by one, two lists side by side with `zip`, or use a tensor."),
        _with_a_list,
    ),
    Kind(
        "lists_do_not_calculate", "TypeError",
        re.compile(rf"can only concatenate list \(not \"(?P<type>{NAME})\"\) to list"),
        N_("`+` appends to a list; it does not add to the numbers in it."),
        N_("Behind it stands something of the type {type}. Go through the numbers one by one, two lists side by side "
           "with `zip`, or use a tensor."),
    ),
    Kind(
        "lists_do_not_calculate", "TypeError", re.compile(r"bad operand type for unary (?P<operator>[-+~]): 'list'"),
        N_("`{operator}` does not calculate with lists."),
        N_("It is for single numbers and for tensors. Go through the numbers one by one, or make a tensor of them "
           "first."),
    ),
    Kind(
        "list_for_a_number", "TypeError", re.compile(
            r"must be real number, not (?P<type>list|tuple)|argument must be .*, not '(?P<other>list|tuple)'"),
        N_("A single number is needed here, and there is a list."),
        N_("Functions such as `math.exp` and `float` take one number. How deep is the list: does each of its items "
           "hold a list again? Go one step further into it, or use torch's function on the whole tensor."),
    ),
    Kind(
        "lists_do_not_calculate", "TypeError", re.compile(r"'(?P<type>int|float)' object is not iterable"),
        N_("`+=` appends to a list the values of another one, and here stands a single number ({type})."),
        N_("It does not add to the numbers in the list. Pick the place that is to grow, such as `sums[i] += ...`, or "
           "go through the numbers one by one."),
        _grows_by_a_number,
    ),
    Kind(
        "list_repeated_by_a_float", "TypeError",
        re.compile(r"can't multiply sequence by non-int of type '(?P<type>\w+)'"),
        N_("A list is repeated a whole number of times, and here it is multiplied by something of the type {type}."),
        N_("`[0.0] * 3` makes a list of three zeros. To multiply the numbers in a list, go through them one by one, or "
           "use a tensor."),
    ),
    Kind(
        "text_in_arithmetic", "TypeError", OPERANDS,
        N_("`{operator}` stands between {left} and {right}: one side is a text."),
        N_("A text in quotes is no number, even if it looks like one. Print both sides before this line."),
        _kinds,
    ),
    Kind(
        "list_indexed_by_another_kind", "TypeError",
        re.compile(r"list indices must be integers or slices, not (?P<type>\w+)"),
        N_("A list is asked for the place of a {type}, and its places are whole numbers."),
        N_("A list of Python takes one index at a time. Several at once, or a tensor as an index, are what tensors "
           "understand."),
    ),
    Kind(
        "list_too_short", "IndexError", re.compile(r"^list (?:assignment )?index out of range"),
        N_("The list is shorter than the place that this line asks for."),
        N_("A list of n entries has the places 0 to n-1, and an empty one has none: it grows by `append`, not by "
           "assigning to a place. Print its length and the index."),
        _has_brackets,
    ),
    Kind(
        "nothing_to_pop", "IndexError", re.compile(r"^pop (?:index out of range|from empty list)"),
        N_("`pop` asks for an entry that the list does not have."),
        N_("`pop` takes an entry out of the list, which has one fewer then. To read an entry and leave it where it is, "
           "square brackets are enough."),
    ),
    Kind(
        "no_such_key", "KeyError", re.compile(r"^"),
        N_("A dictionary is asked for a key that it does not have."),
        N_("The message shows the key. Print the dictionary before this line: is the key there, and of the same type? "
           "What is only counted needs a start value."),
        _has_brackets,
    ),
    Kind(
        "tuple_cannot_be_changed", "TypeError", re.compile(r"'tuple' object does not support item assignment"),
        N_("A tuple is never changed: nothing can be assigned to one of its places."),
        N_("Use a list, in square brackets, for what changes."),
    ),
)  # fmt: skip
