"""Beyond the five: cross-entropy straight from logits."""

from course.conditions import of_scores, sizes_of_a_call
from course.records import Call, Exercise
from language import N_

SHAPES = ((2, 3), (3, 3), (1, 4), (5, 2), (3, 1), (4, 4))


def situations() -> list[Call]:
    import torch

    from course.values import scores

    written: list[tuple[list[list[float]], list[int]]] = [
        ([[0.0, 1.0]], [1]),
        ([[1.0, 3.0, 2.0]], [0]),
        ([[0.0, 1.0], [2.0, 0.0]], [1, 1]),
        ([[100.0, 0.0]], [0]),
        ([[200.0, 0.0]], [1]),
        ([[-200.0, -201.0]], [0]),
        ([[100.0, 99.0], [-100.0, -101.0]], [1, 0]),
    ]
    large: list[tuple[list[list[float]], list[int]]] = [
        ([[1e4, 1e4 - 1]], [0]),
        ([[1e4, -1e4]], [1]),
        ([[1e4, -1e4]], [0]),
        ([[-1e4, 1 - 1e4], [0.0, 1.0]], [0, 1]),
    ]
    inputs = [(torch.tensor(logits), torch.tensor(y)) for logits, y in written]
    for seed, (rows, classes) in enumerate(SHAPES):
        inputs.append((scores(seed, rows, classes), torch.arange(rows) * (classes - 1) % classes))
    inputs += [(torch.tensor(logits, dtype=torch.float64), torch.tensor(y)) for logits, y in large]
    return [Call(arguments) for arguments in inputs]


EXERCISE = Exercise(
    "loss_from_logits", N_("Cross-entropy straight from logits"), 10, name="loss_from_logits",
    section="3.7.2", built_from=N_("exp, max, sum, log and indexing"),
    ready_made=("softmaxes", "losses", "log-sum-exps"),
    situations=situations, conditions=of_scores, sizes=sizes_of_a_call,
    hints=(
        N_("A class whose score is 1000 below the others gets the probability 0 from any softmax, and the logarithm "
           "of 0 is minus infinity. Yet its loss is about 1000. Which two steps undo each other, so that neither of "
           "them has to be taken?"),
        N_("The logarithm of a quotient is a difference: above the line the logarithm meets the exponential and only "
           "the score of the true class is left. Below it there is the logarithm of a sum of exponentials, one for "
           "each row; take the largest score of the row out of that sum before anything is exponentiated."),
        N_("With o for the logits, y_i for the true class of sample i and m_i for the largest score of row i:\n"
           "loss_i = m_i + log(sum_k exp(o_ik - m_i)) - o_i,y_i\n"
           "There is one loss for each i; the softmax itself is never computed."),
    ),
    learnt=N_("Softmax and logarithm belong together: in log-sum-exp they cancel before anything can overflow or "
              "become 0, which is why frameworks take logits."),
    about_the_solution=N_("The largest score of each row is taken off once, for the sum and for the true class alike, "
                          "so that it cancels; the sum is at least 1, and its logarithm is finite."),
)  # fmt: skip
