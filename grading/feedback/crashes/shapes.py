"""Shapes, dimensions and indices of tensors that do not fit each other."""

import ast
import re

from grading.feedback.crashes.crash import Crash, code, only
from grading.feedback.crashes.kind import Kind, Places
from language import N_

NUMBER = re.compile(r"-?[\d.]+")
REDUCTIONS = {"sum", "mean", "max", "min", "amax", "amin", "prod", "logsumexp", "argmax"}
A_AND_B = re.compile(r"size of tensor a \((?P<a>\d+)\) must match the size of tensor b \((?P<b>\d+)\)"
                     r" at non-singleton dimension (?P<dim>\d+)")  # fmt: skip
PRODUCT = re.compile(r"shapes cannot be multiplied \((?P<a>\d+x\d+) and (?P<b>\d+x\d+)\)")
INDICES = re.compile(
    r"indexing tensors could not be broadcast together with shapes (?P<a>\[[\d, ]*\]), (?P<b>\[[\d, ]*\])"
)
OUT_OF_BOUNDS = re.compile(
    r"index (?P<index>-?\d+) is out of bounds for dimension (?P<dim>\d+) with size (?P<size>\d+)"
)
NO_DIMENSION = re.compile(
    r"Dimension out of range \(expected to be in range of \[-\d+, (?P<last>\d+)\], but got (?P<dim>-?\d+)\)"
)


def _sides(crash: Crash, places: Places) -> Places | None:
    """The two sides of the only operator on the line, where nothing else on it could be what does not fit."""
    if not crash.plain:
        return None
    pairs = {
        (code(node.left), code(node.right if isinstance(node, ast.BinOp) else node.comparators[0]))
        for node in crash.nodes
        if (isinstance(node, ast.BinOp) and not isinstance(node.op, ast.MatMult))
        or (isinstance(node, ast.Compare) and len(node.comparators) == 1)
    }
    if len(pairs) != 1:
        return None
    left, right = pairs.pop()
    if not left or not right or NUMBER.fullmatch(left) or NUMBER.fullmatch(right):
        return None
    return {"left": left, "right": right}


def _reduced(crash: Crash, places: Places) -> Places | None:
    """As _sides, where one of them comes from a reduction that drops its dimension."""
    sides = _sides(crash, places)
    operators = [node for node in crash.nodes if isinstance(node, ast.BinOp)]
    if not sides or len(operators) != 1:
        return None
    for side in (operators[0].right, operators[0].left):
        if (name := _drops_a_dimension(crash.value_of(side))) and (shown := code(side)):
            return {**sides, "reduced": shown, "reduction": name}
    return None


def _drops_a_dimension(value: ast.expr) -> str | None:
    """The reduction over a dimension that this is, unless it keeps the dimension."""
    match value:
        case ast.Call(func=ast.Attribute(value=of, attr=name), args=args, keywords=keywords) if name in REDUCTIONS:
            places = len(args) - (ast.unparse(of) == "torch")  # its first argument is the tensor
            given = {keyword.arg for keyword in keywords}
            over = places == 1 or (places == 0 and bool(given & {"dim", "axis"}))
            return name if over and not given & {"keepdim", "keepdims"} else None
    return None


def _picked(crash: Crash, places: Places) -> Places | None:
    """The one thing on the line of which something is picked, and only by square brackets."""
    found = only(node.value for node in crash.nodes if isinstance(node, ast.Subscript)) if crash.plain else None
    return {"code": found, "last": str(int(places["size"]) - 1)} if found and int(places["size"]) else None


def _picked_by_rows(crash: Crash, places: Places) -> Places | None:
    """As _picked, where an argument of the function alone stands in the brackets and so counts along dimension 0."""
    picked = _picked(crash, places)
    index = only(node.slice for node in crash.nodes if isinstance(node, ast.Subscript))
    if not picked or places["dim"] != "0" or index not in crash.parameters:
        return None
    return {**picked, "by": index}


def _has_brackets(crash: Crash, places: Places) -> Places | None:
    return {} if any(isinstance(node, ast.Subscript) for node in crash.nodes) else None


def _last_index(crash: Crash, places: Places) -> Places | None:
    return {"last": str(int(places["size"]) - 1)} if int(places["size"]) else None


SHAPES = (
    Kind(
        "shapes_do_not_line_up", "RuntimeError", A_AND_B,
        N_("`{left}` and `{right}` do not line up: in dimension {dim} they have {a} and {b} entries."),
        N_("Torch lines shapes up from the right, and the numbers that meet have to be equal, or one of them 1. "
           "`{reduction}` over a dimension takes that dimension away. Print the shapes of both sides: where should "
           "each number of `{reduced}` stand?"),
        _reduced,
    ),
    Kind(
        "shapes_do_not_line_up", "RuntimeError", A_AND_B,
        N_("`{left}` and `{right}` do not line up: in dimension {dim} they have {a} and {b} entries."),
        N_("Torch lines shapes up from the right, and the numbers that meet have to be equal, or one of them 1. Print "
           "the shapes of both sides just before this line, and find the one that you did not expect."),
        _sides,
    ),
    Kind(
        "shapes_do_not_line_up", "RuntimeError", A_AND_B,
        N_("Two shapes on this line do not line up: in dimension {dim} they have {a} and {b} entries."),
        N_("Torch lines shapes up from the right, and the numbers that meet have to be equal, or one of them 1. Take "
           "the line apart, print the shape of each part, and find the one that you did not expect."),
    ),
    Kind(
        "shapes_do_not_multiply", "RuntimeError", PRODUCT,
        N_("Matrices of the shapes {a} and {b} cannot be multiplied."),
        N_("The product of matrices needs as many columns on the left as there are rows on the right. For numbers in "
           "the same places `*` is meant; else print both shapes and see which one lies the other way."),
    ),
    Kind(
        "indices_of_different_lengths", "IndexError", INDICES,
        N_("The two indices in the brackets pick different numbers of places: their shapes are {a} and {b}."),
        N_("The first index and the second are read in pairs, one pair for each number that is picked. Make them "
           "equally long: how many numbers do you want?"),
    ),
    Kind(
        "index_out_of_range", "IndexError RuntimeError", OUT_OF_BOUNDS,
        N_("`{by}` picks along dimension 0 of `{code}`, where the last place is {last}, and asks for place {index}."),
        N_("A single index always counts along the first dimension, the rows. What are the numbers in `{by}` places "
           "in: the rows, or something within each row?"),
        _picked_by_rows,
    ),
    Kind(
        "index_out_of_range", "IndexError RuntimeError", OUT_OF_BOUNDS,
        N_("Index {index} is asked for in dimension {dim} of `{code}`, where the last one is {last}."),
        N_("Counting begins at 0. Is the index meant for this dimension, and does each of its numbers fit there? Print "
           "the shape of `{code}` and the index just before this line."),
        _picked,
    ),
    Kind(
        "index_out_of_range", "IndexError RuntimeError", OUT_OF_BOUNDS,
        N_("Index {index} is asked for in dimension {dim}, where the last one is {last}."),
        N_("Counting begins at 0. Is the index meant for this dimension, and does each of its numbers fit there? Print "
           "the shape of the tensor and the index just before this line."),
        _last_index,
    ),
    Kind(
        "too_many_indices", "IndexError", re.compile(r"too many indices for tensor of dimension (?P<dim>\d+)"),
        N_("There are more indices in the brackets than the tensor has dimensions: it has {dim}."),
        N_("Each index, or `:`, stands for one dimension. Print the shape before this line: has a step above taken a "
           "dimension away, or does the function also get tensors with fewer of them?"),
    ),
    Kind(
        "no_such_dimension", "IndexError", NO_DIMENSION,
        N_("Dimension {dim} of a tensor is asked for on this line, and it has none beyond dimension {last}."),
        N_("Dimensions are counted from 0, and -1 is the last. Print the shape before this line: has a step above "
           "taken a dimension away, or does the function also get tensors with fewer of them?"),
    ),
    Kind(
        "no_dimensions", "TypeError", re.compile(r"(?:iteration over|len\(\) of) a 0-d tensor"),
        N_("A tensor of a single number has no dimension to count or to go through."),
        N_("Some step above has made one number of all of them, such as a sum without `dim`. Print the shape after "
           "each step, and see where the last dimension goes."),
    ),
    Kind(
        "no_dimensions", "IndexError", re.compile(r"invalid index of a 0-dim tensor"),
        N_("A tensor of a single number has no places to pick from by square brackets."),
        N_("Some step above has made one number of all of them, such as a sum without `dim`. Print the shape after "
           "each step, and see where the last dimension goes."),
    ),
    Kind(
        "shape_is_too_short", "IndexError", re.compile(r"^tuple index out of range"),
        N_("The line asks for a place that a shape, or another tuple, does not have."),
        N_("A tensor of two dimensions has `shape[0]` and `shape[1]`, one of a single dimension only `shape[0]`. Print "
           "the shape before this line."),
        _has_brackets,
    ),
    Kind(
        "does_not_reshape", "RuntimeError",
        re.compile(r"shape '(?P<shape>\[[-\d, ]+\])' is invalid for input of size (?P<size>\d+)"),
        N_("{size} numbers cannot be arranged in the shape {shape}."),
        N_("Reshaping keeps each number, so the sizes multiplied have to give as many as there are; -1 stands for what "
           "is left. Print the shape before this line."),
    ),
    Kind(
        "gather_of_other_dimensions", "RuntimeError",
        re.compile(r"Index tensor must have the same number of dimensions as input"),
        N_("The index of `gather` has another number of dimensions than the tensor it picks from."),
        N_("`gather` wants its index in the shape that the result is to have, with as many dimensions as the tensor. "
           "Print both shapes, and think of an index that is a column."),
    ),
    Kind(
        "stacks_unequal_tensors", "RuntimeError",
        re.compile(r"stack expects each tensor to be equal size|Tensors must have same number of dim"),
        N_("Tensors of different shapes cannot be put together like this."),
        N_("`stack` and `cat` want parts that fit each other. Print the shapes of all of them before this line."),
    ),
    Kind(
        "rows_of_different_lengths", "ValueError",
        re.compile(r"expected sequence of length (?P<a>\d+) at dim \d+ \(got (?P<b>\d+)\)"),
        N_("The rows for `torch.tensor` are not equally long: one has {a} entries, another {b}."),
        N_("A tensor is a full table. Print the list before this line, and see which row is short."),
    ),
)  # fmt: skip
