"""Exercise 1: scores become probabilities."""

from collections.abc import Iterator

from course.conditions import of_a_call, sizes_of_a_call
from course.records import Answer, Call, Exercise
from language import N_

OVERFLOWS = N_(
    "Your softmax is right, but a score of 100 already overflows exp in float32, and the result is nan. Subtracting "
    "the largest score of each row first changes nothing in the result and avoids it; section 3.7 of the book takes "
    "it up."
)
SHARES_ONE_MAXIMUM = N_(
    "Your softmax is right, but if one row's scores are far below those of another, its exponentials are all 0 in "
    "float32, and the result is nan. What is subtracted should be the largest score of each row, and not that of all."
)
ADDS_TO_THE_SUM = N_(
    "Your softmax is right for ordinary scores, but something small is added to the sum of the exponentials. Where all "
    "scores of a row are very low, it is larger than the sum, and the row no longer adds up to 1. Subtracting the "
    "largest score of each row first keeps the sum at 1 or more, and nothing has to be added."
)


def situations() -> list[Call]:
    import torch

    from course.values import scores

    small = [
        [[0.0, 1.0]], [[1.0, 3.0, 2.0]], [[0.0, 1.0], [2.0, 0.0]], [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],
        [[1.3, 1.8], [2.6, 2.1]],
    ]  # fmt: skip
    shapes = [(2, 3), (1, 3), (3, 3), (1, 1), (4, 1), (5, 2), (3, 4), (6, 4), (4, 4), (1, 5), (2, 1), (3, 1)]
    inputs = [torch.tensor(rows) for rows in small] + [scores(seed, *shape) for seed, shape in enumerate(shapes)]
    large = [[[12.0, 15.0, 3.0]], [[25.0, 22.0], [1.0, 2.0]], [[11.5, 14.0, 12.0], [30.0, 28.0, 29.0]]]
    inputs += [torch.tensor(rows) for rows in large]
    double = [scores(seed, *shape, torch.float64) for seed, shape in enumerate([(3, 4), (1, 3), (3, 3)], start=20)]
    return [Call((X,)) for X in (*inputs, *double, scores(32, 4, 3).abs(), 8 * scores(33, 5, 4))]


def advice(softmax: Answer) -> Iterator[str]:
    import torch

    steep, apart, low = (
        softmax(torch.tensor(rows)) for rows in ([[100.0, 0.0]], [[0.0, 1.0], [200.0, 0.0]], [[-40.0, -40.0]])
    )
    if not steep.isfinite().all():
        yield OVERFLOWS
    elif not apart.isfinite().all():
        yield SHARES_ONE_MAXIMUM
    if low.sum() < 0.99:
        yield ADDS_TO_THE_SUM


EXERCISE = Exercise(
    "softmax", N_("Softmax"), 15, name="softmax", section="3.6.2", built_from=N_("exp, sum and a division"),
    ready_made=("softmaxes", "losses"), situations=situations,
    conditions=of_a_call, sizes=sizes_of_a_call, advice=advice,
    hints=(
        N_("A row holds the scores of one image. Two things have to happen to it: every score becomes positive, with "
           "the order kept, and then the row is made to add up to 1. Which of the two does the exponential do, and "
           "what is left for the division?"),
        N_("Follow the shapes. The exponentials are (n, classes), and each row needs one sum of its own. If the sums "
           "come as (n,), the division lines them up with the columns; as (n, 1), each stretches along its own row. "
           "The documentation of the sum says how a summed dimension can stay, with length 1."),
        N_("With i counting the rows, and j and k the classes:\n"
           "softmax(X)_ij = exp(X_ij) / sum_k exp(X_ik)\n"
           "The numerator has the shape (n, classes), the denominator (n, 1), and X itself stays as it was."),
    ),
    learnt=N_("Scores of any sign become probabilities: exp makes them positive, and one sum for each row makes "
              "them add up to 1."),
    about_the_solution=N_("The sum keeps its dimension, so that (n, classes) / (n, 1) divides each row by its own "
                          "sum; without that, the sums would line up with the columns."),
)  # fmt: skip
