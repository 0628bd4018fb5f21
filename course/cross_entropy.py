"""Exercise 2: how surprised the model is by the true labels."""

from collections.abc import Iterator

from course.conditions import of_a_call, sizes_of_a_call
from course.records import Answer, Call, Exercise
from language import N_

SHAPES = ((1, 3), (3, 3), (5, 2), (2, 4), (4, 3), (3, 1), (4, 4), (7, 3), (1, 4), (2, 2), (1, 1), (5, 1))


ZERO_TIMES_INFINITY = N_(
    "Your losses are right, but if another class has a probability of 0, its logarithm is minus infinity, 0 times that "
    "is nan, and so is the loss. Picking the probability of the true class first leaves the others out of it."
)


def situations() -> list[Call]:
    import torch

    from course.values import probabilities

    inputs = [
        (torch.tensor([[0.5, 0.3, 0.2]]), torch.tensor([0])),
        (torch.tensor([[0.25, 0.75]]), torch.tensor([1])),
        (torch.tensor([[0.25, 0.75], [0.6, 0.4]]), torch.tensor([0, 1])),
        (torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])),
        (torch.tensor([[0.0005, 0.9995]]), torch.tensor([0])),
        (torch.tensor([[0.9998, 0.0002], [0.3, 0.7]]), torch.tensor([1, 0])),
        (torch.tensor([[0.05, 0.0001, 0.9499], [0.0003, 0.4, 0.5997]]), torch.tensor([1, 0])),
    ]
    inputs += [(probabilities(20 + label, 1, 4 + label), torch.tensor([label])) for label in (1, 2, 4)]
    for seed, (rows, classes) in enumerate(SHAPES):
        dtype = torch.float64 if seed % 2 else torch.float32
        inputs.append((probabilities(seed, rows, classes, dtype), torch.arange(rows) * (classes - 1) % classes))
    return [Call(arguments) for arguments in inputs]


def advice(cross_entropy: Answer) -> Iterator[str]:
    import torch

    if cross_entropy(torch.tensor([[1.0, 0.0]]), torch.tensor([0])).isnan().any():
        yield ZERO_TIMES_INFINITY


EXERCISE = Exercise(
    "cross_entropy", N_("Cross-entropy"), 15, name="cross_entropy", section="3.6.4",
    built_from=N_("indexing and log"), ready_made=("softmaxes", "losses"), situations=situations,
    conditions=of_a_call, sizes=sizes_of_a_call, advice=advice,
    hints=(
        N_("Of each row only one number counts: the probability that the true class got. Put a finger on the two "
           "numbers of the example that y = [0, 2] points at, 0.1 and 0.5. What did your finger have to know besides "
           "y?"),
        N_("Your finger needed the row as well. A tensor takes two lists of positions at once, the rows 0, 1, ..., "
           "n-1 and the classes in y, and goes through them in pairs: one entry a pair, so the result has the shape "
           "(n,). All rows with y alone would give (n, n). What remains is a natural logarithm and a sign."),
        N_("With y_i for the true class of sample i:\n"
           "loss_i = -log(p_i), where p_i is the entry of y_hat in row i and column y_i\n"
           "There is one loss for each i = 0, ..., n-1; nothing is summed or averaged here."),
    ),
    learnt=N_("The loss looks only at the probability of the true class: its negative logarithm, one for each "
              "sample."),
    about_the_solution=N_("Two lists of indices pick one element a row, rows from the first and columns from the "
                          "second, without a loop or a one-hot table."),
)  # fmt: skip
