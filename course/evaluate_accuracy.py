"""Beyond the five: how accurate a net is on a whole data set."""

from course.records import Exercise, Play
from language import N_

Rights = tuple[tuple[int, int], ...]
"""For each batch, how many samples it has, and how many of them the net predicts right."""

BATCHES: tuple[Rights, ...] = (
    ((2, 1),),
    ((4, 3),),
    ((1, 1),),
    ((3, 0),),
    ((4, 3), (4, 1)),
    ((4, 3), (2, 1)),
    ((2, 2), (5, 1)),
    ((5, 4), (5, 1), (3, 1)),
)
NETS = {
    "function": N_("Batches of {sizes}, right are {rights}, as a {data_iter}; net a function:"),
    "trained module": N_("Batches of {sizes}, right are {rights}, as a {data_iter}; net a Module in training mode:"),
    "evaluated module": N_(
        "Batches of {sizes}, right are {rights}, as a {data_iter}; net a Module in evaluation mode:"
    ),
}


def situations() -> list[Play]:
    return [
        *(_evaluation(batches, "function") for batches in BATCHES),
        *(_evaluation(batches, "trained module") for batches in BATCHES if all(size > 1 for size, _right in batches)),
        _evaluation(((4, 3), (4, 1)), "evaluated module"),
        *(_evaluation(batches, "function", "generator") for batches in BATCHES),
    ]


def _evaluation(sizes: Rights, net: str, data_iter: str = "list") -> Play:
    """Scores from which the net predicts the class i % 3 for sample i, and labels that agree with the first ones."""
    from gettext import gettext as _

    import torch

    from course.values import normal

    batches = []
    for seed, (size, right) in enumerate(sizes):
        predicted = torch.arange(size) % 3
        X = 0.1 * normal(seed, size, 3) + torch.eye(3)[predicted]
        batches.append((X, torch.where(torch.arange(size) < right, predicted, (predicted + 1) % 3)))
    where = _(NETS[net]).format(
        sizes=", ".join(str(size) for size, _right in sizes),
        rights=", ".join(str(right) for _size, right in sizes),
        data_iter=data_iter,
    )
    kind = {"net": net.split()[-1], "in_training_mode": net != "evaluated module"}
    return Play(where, {**kind, "W": torch.eye(3), "batches": batches, "data_iter": data_iter})


EXERCISE = Exercise(
    "evaluate_accuracy", N_("Accuracy on a data set"), 10, name="evaluate_accuracy", section="3.6.5",
    scenario="evaluation", parameters="net, data_iter", needs=("accuracy", "accumulator"), situations=situations,
    hints=(
        N_("You have both tools already: accuracy counts the right predictions of one batch, and an Accumulator keeps "
           "sums over the batches. Which two sums do you need for a fraction? And what should a net be told, if it "
           "is a Module, before it is measured and not trained?"),
        N_("Two sums: right predictions, and samples. The last batch may be smaller, so divide once, at the very end; "
           "a mean of the batches' fractions is something else. Only a Module has a mode to set, and it is the "
           "one for evaluation. And nobody will ask for gradients here: torch has a context in which the net "
           "predicts without recording anything."),
        N_("With r_B right predictions among the |B| samples of a batch B:\n"
           "accuracy of the net = (sum over B of r_B) / (sum over B of |B|)\n"
           "It is a fraction from 0 to 1. Each batch is gone through once, without gradients."),
    ),
    learnt=N_("To measure is not to train: evaluation mode, no gradients, counts over all batches, one division "
              "at the end."),
    about_the_solution=N_("Evaluation mode and no_grad hold for the whole pass, and the two counts are divided "
                          "once at the end, since the last batch may be smaller than the others."),
)  # fmt: skip
