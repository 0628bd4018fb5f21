"""Values of a type that does not do what the line asks of it, and numpy's arrays: what no other kind explains."""

import re

from grading.feedback.crashes.crash import Crash
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME
from language import N_

COMPARED = re.compile(
    r"'(?P<operator>[<>]=?)' not supported between instances of "
    r"'(?P<left>[\w.]{1,40})' and '(?P<right>[\w.]{1,40})'"
)
NOT_SUBSCRIPTABLE = re.compile(rf"'(?P<type>{NAME})' object is not subscriptable")
LAZY = ("map", "zip", "filter", "generator", "enumerate", "reversed", "set", "dict_values", "dict_keys")
NO_ATTRIBUTE = re.compile(rf"'(?:\w+\.)?(?P<type>{NAME})' object has no attribute '(?P<name>{NAME})'")
SHAPE = r"\([\d, ]*\)"


def _with_a_shape(crash: Crash, places: Places) -> Places | None:
    return {} if {places["left"], places["right"]} == {"torch.Size", "int"} else None


def _reached(crash: Crash, places: Places) -> Places | None:
    return {} if crash.number else None


def _lazy(crash: Crash, places: Places) -> Places | None:
    return {} if crash.number and places["type"] in LAZY else None


def _of_no_class_of_the_learner(crash: Crash, places: Places) -> Places | None:
    return {} if crash.number and not crash.class_named(places["type"]) else None


TYPES = (
    Kind(
        "compares_a_shape", "TypeError", COMPARED,
        N_("A shape is compared with a number, and a shape is several numbers: the length of each dimension."),
        N_("`len` of a shape counts the dimensions; an index picks the length of one of them. Look at where the "
           "brackets close."),
        _with_a_shape,
    ),
    Kind(
        "compares_different_kinds", "TypeError", COMPARED,
        N_("`{operator}` compares something of the type {left} with something of the type {right}: without an order."),
        N_("Print both sides before this line: which of the two is not what you expect?"),
        _reached,
    ),
    Kind(
        "has_no_places", "TypeError", NOT_SUBSCRIPTABLE,
        N_("Square brackets stand behind something of the type {type}, which has no places to pick from."),
        N_("It hands out its values one after the other. `list(...)` around it makes a list, which has places and "
           "keeps its values."),
        _lazy,
    ),
    Kind(
        "has_no_places", "TypeError", NOT_SUBSCRIPTABLE,
        N_("Square brackets stand behind something of the type {type}, which has no places to pick from."),
        N_("Print the value before this line: is it what you expect there?"),
        _of_no_class_of_the_learner,
    ),
    Kind(
        "of_a_type_without_it", "AttributeError", NO_ATTRIBUTE,
        N_("Something of the type {type} is asked for `{name}`, which it does not have."),
        N_("Print it just before this line: is it what you expect there, and is `{name}` spelt as it should be?"),
        _of_no_class_of_the_learner,
    ),
    Kind(
        "mask_does_not_fit", "IndexError",
        re.compile(
            r"shape of the mask (?P<mask>\[[\d, ]*\]) at index \d does not match "
            r"the shape of the indexed tensor (?P<shape>\[[\d, ]*\])"
        ),
        N_("A mask of the shape {mask} is to pick from a tensor of the shape {shape}."),
        N_("A mask needs the shape of what it picks from. A one-hot table that counts the classes by the labels is "
           "too narrow where the last class does not occur: tell it how many there are."),
    ),
    Kind(
        "shapes_of_arrays_do_not_line_up", "ValueError",
        re.compile(rf"operands could not be broadcast together with shapes (?P<a>{SHAPE}) (?P<b>{SHAPE})"),
        N_("Two arrays on this line do not line up: their shapes are {a} and {b}."),
        N_("Shapes are lined up from the right, and the numbers that meet have to be equal, or one of them 1. Print "
           "both shapes before this line."),
    ),
    Kind(
        "indices_of_different_lengths", "IndexError",
        re.compile(rf"indexing arrays could not be broadcast together with shapes (?P<a>{SHAPE}) (?P<b>{SHAPE})"),
        N_("The two indices in the brackets pick different numbers of places: their shapes are {a} and {b}."),
        N_("The first index and the second are read in pairs, one pair for each number that is picked. How many rows "
           "are there, and how many labels?"),
    ),
    Kind(
        "index_out_of_range", "IndexError",
        re.compile(r"index (?P<index>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<size>\d+)"),
        N_("Index {index} is asked for along axis {axis} of an array that has {size} places there."),
        N_("Counting begins at 0. Is the index meant for this axis? Print the shape of the array and the index just "
           "before this line."),
    ),
    Kind(
        "no_such_axis", "AxisError",
        re.compile(r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<n>\d+)"),
        N_("Axis {axis} of an array is asked for on this line, and the number of its axes is {n}."),
        N_("Axes are counted from 0, and -1 is the last. Print the shape before this line: labels have one dimension, "
           "scores have two."),
    ),
)  # fmt: skip
