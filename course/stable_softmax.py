"""Beyond the five: a softmax that never overflows."""

from course.conditions import of_scores, sizes_of_a_call
from course.records import Call, Exercise
from language import N_

SHAPES = ((2, 3), (3, 3), (1, 4), (4, 2), (3, 1))


def situations() -> list[Call]:
    import torch

    from course.values import scores

    small = [[[0.0, 1.0]], [[1.0, 3.0, 2.0]], [[0.0, 1.0], [2.0, 0.0]]]
    steep = [[[100.0, 99.0]], [[-200.0, -201.0]], [[100.0, -100.0], [0.0, 1.0]], [[200.0, 0.0]], [[150.0, 0.0]]]
    large = [[[1e4, 1e4 - 1]], [[-1e4, 1 - 1e4]], [[1e4, -1e4]], [[1e4, 1e4 - 1], [0.0, 1.0]]]
    inputs = [torch.tensor(rows) for rows in (*small, *steep)]
    inputs += [scores(seed, *shape) for seed, shape in enumerate(SHAPES)]
    inputs += [torch.tensor(rows, dtype=torch.float64) for rows in large]
    inputs += [torch.tensor([[-1e30, -2e30]]), torch.full((4, 4), -1e30)]
    return [Call((X,)) for X in inputs]


EXERCISE = Exercise(
    "stable_softmax", N_("A softmax that never overflows"), 10, name="stable_softmax", section="3.7.2",
    built_from=N_("exp, max, sum and a division"), ready_made=("softmaxes", "losses", "log-sum-exps"),
    situations=situations, conditions=of_scores, sizes=sizes_of_a_call,
    hints=(
        N_("Try your softmax on the row [1000, 1001], and look at the exponentials before the division. Then try "
           "[0, 1], whose result should be the same. What may you do to all scores of a row without changing their "
           "probabilities?"),
        N_("A common shift cancels above and below the fraction line. So choose it for each row such that no "
           "exponential can be larger than 1, and such that at least one of them is exactly 1: then nothing overflows, "
           "and the sum is never 0. One shift for all rows together would not do for a row that is far below."),
        N_("With m_i for the largest score of row i:\n"
           "softmax(X)_ij = exp(X_ij - m_i) / sum_k exp(X_ik - m_i)\n"
           "The largest scores are (n, 1), one a row, and X itself stays as it was."),
    ),
    learnt=N_("Softmax only sees differences of scores: with the largest of each row taken off, no exponential exceeds "
              "1, and nothing overflows."),
    about_the_solution=N_("The largest score of each row is taken off before exp, with its dimension kept; the "
                          "largest exponential is then exp(0) = 1, so that the sum is at least 1."),
)  # fmt: skip
