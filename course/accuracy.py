"""Exercise 3: how many predictions are right."""

from course.conditions import of_a_call, sizes_of_a_call
from course.records import Call, Exercise
from language import N_

DRAWN = ((7, 4, 5), (8, 3, 2), (11, 5, 7), (5, 5, 2), (1, 4, 1), (10, 10, 6), (6, 4, 6), (4, 3, 0), (3, 5, 3))
"""Rows, classes, and how many predictions are right."""


def situations() -> list[Call]:
    import torch

    from course.values import scores

    written: list[tuple[list[list[float]] | list[int], list[int]]] = [
        ([[0.2, 0.7, 0.1]], [1]),
        ([[0.2, 0.7, 0.1]], [0]),
        ([[0.6, 0.4], [0.1, 0.9], [0.3, 0.7]], [0, 1, 0]),
        ([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]], [0, 2]),
        ([1, 0, 2, 1, 2], [1, 0, 2, 0, 1]),
        ([3, 0, 2, 2], [1, 2, 2, 0]),
        ([0, 4, 1, 3, 2], [2, 4, 3, 1, 0]),
        ([[0.3, 1.9, 0.2], [2.7, 1.0, 0.0], [1.2, 0.4, 2.1]], [1, 2, 0]),
        ([[-3.0, -1.0], [-2.0, -5.0]], [1, 1]),
        ([[0.1, 0.2, 0.7], [0.8, 0.15, 0.05], [0.1, 0.6, 0.3]], [2, 0, 1]),
        ([[0.4, 0.35, 0.25], [0.2, 0.45, 0.35]], [1, 2]),
        ([[0.45, 0.35, 0.2], [0.15, 0.25, 0.6]], [0, 2]),
        ([[-1.0, -3.0, -2.0], [-2.0, -1.0, -4.0]], [0, 0]),
        ([1, 3, 0, 2], [1, 1, 1, 1]),
        ([[0.8, 0.15, 0.05]], [2]),
        ([[0.4, 0.1, 0.3, 0.2], [0.15, 0.35, 0.1, 0.4]], [2, 1]),
    ]
    inputs = [(torch.tensor(y_hat), torch.tensor(y)) for y_hat, y in written]
    for seed, (rows, classes) in enumerate(((3, 3), (3, 4), (4, 3), (2, 6), (6, 2))):
        inputs.append((scores(seed, rows, classes), torch.arange(rows) % classes))
    for seed, (rows, classes, right) in enumerate(DRAWN):
        y_hat = scores(20 + seed, rows, classes)
        predicted = y_hat.argmax(dim=1)
        y = torch.where((torch.arange(rows) * 3 + seed) % rows < right, predicted, (predicted + 1 + seed % 2) % classes)
        inputs += [(y_hat, y), (predicted, y)]
    return [Call(arguments) for arguments in inputs]


EXERCISE = Exercise(
    "accuracy", N_("Accuracy"), 15, name="accuracy", section="3.6.5", situations=situations,
    conditions=of_a_call, sizes=sizes_of_a_call,
    hints=(
        N_("A prediction is right when the class that the model finds likeliest is the true one. So there are three "
           "steps: from scores to one class a row, from classes to right or wrong, from there to a number. "
           "What is the shape after each of them?"),
        N_("The class of a row is the position of its largest score, looked for along the classes: (n, classes) "
           "becomes (n,). If y_hat has only one dimension, it holds classes already and this step falls away. The "
           "comparison with y gives (n,) of true and false, and true counts as 1 in a sum."),
        N_("With [...] worth 1 where it holds, and else 0:\n"
           "accuracy(y_hat, y) = sum over i of [c_i = y_i], where c_i is the j that makes y_hat_ij largest\n"
           "It is a count from 0 to n, as a plain float; dividing by n is left to whoever calls."),
    ),
    learnt=N_("Predictions are classes, the places of the largest scores; comparing them with the labels and "
              "counting gives the right ones."),
    about_the_solution=N_("A row's prediction is the place of its largest score, and predictions that are classes "
                          "already stay as they are. The sum of what compares equal is the count; float makes a "
                          "plain number of it."),
)  # fmt: skip
