"""What may set the inputs of one situation apart from those of another, in words that end a sentence with "where"."""

from collections.abc import Iterator, Mapping

from course.records import Situation
from language import N_

ONE_ROW, ROWS = N_("there is a single row"), N_("there are several rows")
ONE_CLASS, CLASSES = N_("there is a single class"), N_("there are several classes")
SQUARE = N_("there are as many rows as classes")
NOT_SQUARE = N_("rows and classes differ in number")
ONE_DIMENSION, TWO_DIMENSIONS = N_("y_hat holds classes, in one dimension"), N_("y_hat holds a score for each class")
DOUBLE = N_("the numbers are float64")


def of_a_call(situation: Situation) -> Iterator[str]:
    """The conditions that a call meets, by its first argument, (rows, classes) or (rows,)."""
    first = getattr(situation, "arguments", None)
    if not isinstance(first, tuple) or not hasattr(first[0], "shape"):
        return
    tensor = first[0]
    rows = len(tensor)
    if tensor.ndim == 1:
        yield ONE_DIMENSION
    else:
        classes = tensor.shape[1]
        yield TWO_DIMENSIONS
        yield ONE_CLASS if classes == 1 else CLASSES
        yield SQUARE if rows == classes else NOT_SQUARE
        if tensor.dtype.itemsize == 8:
            yield DOUBLE
    yield ONE_ROW if rows == 1 else ROWS


LARGE, LOW = N_("there is a score of 100 or more"), N_("there is a score of -100 or less")
ORDINARY = N_("every score is small")


def of_scores(situation: Situation) -> Iterator[str]:
    """The conditions that a call with scores meets: those of any call, and how large the scores are."""
    yield from of_a_call(situation)
    first = getattr(situation, "arguments", None)
    if isinstance(first, tuple) and hasattr(first[0], "max"):
        highest, lowest = float(first[0].max()), float(first[0].min())
        found = [LARGE] * (highest >= 100) + [LOW] * (lowest <= -100)
        yield from found or [ORDINARY]


SAMPLES, NUMBER_OF_CLASSES = N_("the number of rows"), N_("the number of classes")


def sizes_of_a_call(situation: Situation) -> Mapping[str, float]:
    """Numbers, by their names, that a result may have been multiplied by or divided by."""
    first = getattr(situation, "arguments", None)
    if not isinstance(first, tuple) or not hasattr(first[0], "shape"):
        return {}
    rows, *classes = first[0].shape
    return {SAMPLES: rows, **({NUMBER_OF_CLASSES: classes[0]} if classes else {})}
